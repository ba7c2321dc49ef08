package io.github.paenmf.core.plain;

import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.nmf.NonNegativeLeastSquares;
import java.util.Arrays;

/**
 * The coefficients of one row at a time, by non-negative least squares to convergence, in float64.
 * Keeps work arrays; used by one thread at a time.
 */
public final class NmfRowSolver {

  private final int rank;
  private final int features;
  private final double[] gram;

  /** Parts of a feature side by side, m x r, so that a non-zero touches one stretch of memory. */
  private final float[] byFeature;

  private final NonNegativeLeastSquares solver;
  private final double[] projection;

  /** A solver for a fitted model. */
  public NmfRowSolver(FittedNmf model) {
    rank = model.rank();
    features = model.features();
    gram = Gram.of(model.parts(), rank, features);
    solver = new NonNegativeLeastSquares(gram, rank);
    byFeature = new float[model.parts().length];
    for (int j = 0; j < rank; j++) {
      for (int t = 0; t < features; t++) {
        byFeature[t * rank + j] = model.parts()[j * features + t];
      }
    }
    projection = new double[rank];
  }

  /**
   * What a row became.
   *
   * @param coefficients h, r, at least 0
   * @param squaredError ||v - W_f h||^2
   */
  public record Solved(double[] coefficients, double squaredError) {}

  /**
   * Solves for a row, dense when {@code indices} is null.
   *
   * @param indices feature indices of the values, or null
   * @param values all m values, or those at the indices
   * @throws IllegalArgumentException when a dense row has another length
   */
  public Solved solve(int[] indices, float[] values) {
    if (indices == null && values.length != features) {
      throw new IllegalArgumentException(
          "a row has %d values, the model has %d features".formatted(values.length, features));
    }
    Arrays.fill(projection, 0);
    double squaredNorm = 0;
    for (int p = 0; p < values.length; p++) {
      double v = values[p];
      if (v != 0) {
        squaredNorm += v * v;
        int at = (indices == null ? p : indices[p]) * rank;
        for (int j = 0; j < rank; j++) {
          projection[j] += v * byFeature[at + j];
        }
      }
    }
    double[] h = new double[rank];
    solver.solve(projection, h);
    double error = squaredNorm;
    for (int j = 0; j < rank; j++) {
      double sum = -2 * projection[j];
      for (int l = 0; l < rank; l++) {
        sum += gram[j * rank + l] * h[l];
      }
      error += h[j] * sum;
    }
    return new Solved(h, Math.max(0, error));
  }
}
