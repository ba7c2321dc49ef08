package io.github.paenmf.core.train;

import io.github.paenmf.core.linalg.Cholesky;
import io.github.paenmf.core.pass.ExogenousScaling;

/**
 * The covariance C of the encoder's inputs: the identity for the q scores, and beside it B and S of
 * the e extra inputs, which vary together with the scores and with each other. Dividing by it makes
 * a step on the encoder the same whatever basis the inputs come in.
 */
final class InputCovariance {

  /**
   * Variance added to what of an extra input is not said already by the others; it keeps copies
   * solvable.
   */
  private static final double RIDGE = 1e-3;

  private final int scores;
  private final int count;
  private final float[] covariance;
  private final Cholesky rest;

  private InputCovariance(int scores, int count, float[] covariance) {
    this.scores = scores;
    this.count = count;
    this.covariance = covariance;
    this.rest = count == 0 ? null : Cholesky.of(rest(), count, RIDGE);
  }

  /**
   * The covariance of these inputs.
   *
   * @param inputs q + e
   * @param exogenous of the extra inputs, or null when there are none
   */
  static InputCovariance of(int inputs, ExogenousScaling exogenous) {
    return exogenous == null
        ? new InputCovariance(inputs, 0, null)
        : new InputCovariance(
            inputs - exogenous.count(), exogenous.count(), exogenous.covariance());
  }

  /** S - B B': what the scores leave of the extra inputs, e x e. */
  private double[] rest() {
    double[] rest = new double[count * count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        double sum = covariance[i * (scores + count) + scores + j];
        for (int p = 0; p < scores; p++) {
          sum -= (double) cross(i, p) * cross(j, p);
        }
        rest[i * count + j] = sum;
      }
    }
    return rest;
  }

  private float cross(int extra, int score) {
    return covariance[extra * (scores + count) + score];
  }

  /**
   * Divides a row vector over the inputs by C, in place.
   *
   * @param values holds the vector
   * @param from where it begins
   */
  void divide(double[] values, int from) {
    if (count == 0) {
      return;
    }
    double[] extra = new double[count];
    for (int e = 0; e < count; e++) {
      double sum = values[from + scores + e];
      for (int p = 0; p < scores; p++) {
        sum -= cross(e, p) * values[from + p];
      }
      extra[e] = sum;
    }
    rest.solve(extra, 1);
    for (int e = 0; e < count; e++) {
      for (int p = 0; p < scores; p++) {
        values[from + p] -= cross(e, p) * extra[e];
      }
      values[from + scores + e] = extra[e];
    }
  }
}
