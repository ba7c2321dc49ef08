package io.github.paenmf.job.report.sample;

import org.apache.commons.numbers.gamma.Gamma;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Kullback-Leibler divergence between Weibull distributions, in closed form (Bauckhage, "Computing
 * the Kullback-Leibler divergence between two Weibull distributions", arXiv 1310.3713).
 */
public final class Divergence {

  private static final double EULER = 0.57721566490153286060651209008240243;

  private Divergence() {}

  /**
   * KL(p || q) + KL(q || p) in nats, summed over the latents of two rows.
   *
   * @param shape of one row, r values above 0
   * @param scale likewise
   * @param otherShape of the other row
   * @param otherScale likewise
   */
  public static double symmetric(
      float[] shape, float[] scale, float[] otherShape, float[] otherScale) {
    double sum = 0;
    for (int j = 0; j < shape.length; j++) {
      sum += symmetric(shape[j], scale[j], otherShape[j], otherScale[j]);
    }
    return sum;
  }

  /** KL(p || q) + KL(q || p) of one latent; ln(k1 / k2) cancels. */
  static double symmetric(double k1, double l1, double k2, double l2) {
    double log = Math.log(l1 / l2);
    return (k1 - k2) * log
        - EULER * (2 - k2 / k1 - k1 / k2)
        + moment(k2 * log, k2 / k1)
        + moment(-k1 * log, k1 / k2)
        - 2;
  }

  /** exp(power) Gamma(1 + ratio). */
  private static double moment(double power, double ratio) {
    double gamma = Gamma.value(1 + ratio);
    return Double.isInfinite(gamma)
        ? Math.exp(power + LogGamma.value(1 + ratio))
        : Math.exp(power) * gamma;
  }
}
