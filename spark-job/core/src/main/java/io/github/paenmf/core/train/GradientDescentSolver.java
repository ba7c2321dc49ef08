package io.github.paenmf.core.train;

import io.github.paenmf.core.model.EncoderVector;
import io.github.paenmf.core.model.Weights;
import java.util.Arrays;

/**
 * Plain gradient descent, as the paper trains: one step size for everything, on the objective per
 * row, with W_f projected to be non-negative.
 */
final class GradientDescentSolver implements Solver {

  private static final double STEP = 1e-3;

  private final double stepSize;

  /** With a step size, or 0 for the default. */
  GradientDescentSolver(double stepSize) {
    this.stepSize = stepSize > 0 ? stepSize : STEP;
  }

  @Override
  public Weights step(Round round, SolverMemory memory, double stepFactor) {
    double step = stepSize * stepFactor;
    float[] encoder = EncoderVector.of(round.weights());
    float[] gradient = round.encoderGradient();
    for (int i = 0; i < encoder.length; i++) {
      encoder[i] -= (float) (step * gradient[i]);
    }
    return EncoderVector.into(round.weights().withParts(parts(round, step)), encoder);
  }

  /** max(0, W_f - step (W_f (H'H) - X'H) / (n sigma^2)). */
  private static float[] parts(Round round, double step) {
    Weights weights = round.weights();
    int rank = weights.rank();
    int features = weights.features();
    double factor = step / (round.rows() * weights.noiseVariance());
    double[] variances = round.variances();
    float[] parts = new float[rank * features];
    double[] product = new double[features];
    for (int j = 0; j < rank; j++) {
      Arrays.fill(product, 0);
      for (int l = 0; l < rank; l++) {
        double moment = round.sums().hth[j * rank + l];
        if (l == j && variances != null) {
          moment += variances[j];
        }
        for (int t = 0; t < features; t++) {
          product[t] += moment * weights.parts()[l * features + t];
        }
      }
      for (int t = 0; t < features; t++) {
        int at = j * features + t;
        double slope = product[t] - round.sums().xth[at];
        parts[at] = (float) Math.max(0, weights.parts()[at] - factor * slope);
      }
    }
    return parts;
  }
}
