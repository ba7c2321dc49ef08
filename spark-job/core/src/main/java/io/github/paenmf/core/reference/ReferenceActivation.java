package io.github.paenmf.core.reference;

import io.github.paenmf.core.latent.Activation;

/** {@link Activation} and its derivative in float64. */
public final class ReferenceActivation {

  private ReferenceActivation() {}

  /** The activation at z, without any floor. */
  public static double value(Activation activation, double z) {
    return switch (activation) {
      case SOFTPLUS8 -> softplus(8 * z) / 8;
      case SOFTPLUS -> softplus(z);
      case EXP -> Math.exp(z);
      case RELU -> Math.max(0, z);
      case ELU1 -> z > 0 ? z + 1 : Math.exp(z);
    };
  }

  /** Derivative of {@link #value} by z; 0 for RELU at 0. */
  public static double slope(Activation activation, double z) {
    return switch (activation) {
      case SOFTPLUS8 -> sigmoid(8 * z);
      case SOFTPLUS -> sigmoid(z);
      case EXP -> Math.exp(z);
      case RELU -> z > 0 ? 1 : 0;
      case ELU1 -> z > 0 ? 1 : Math.exp(z);
    };
  }

  private static double softplus(double z) {
    return Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z)));
  }

  private static double sigmoid(double z) {
    double t = Math.exp(-Math.abs(z));
    return (z > 0 ? 1 : t) / (1 + t);
  }
}
