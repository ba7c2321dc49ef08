package io.github.paenmf.core.nmf;

import java.util.Arrays;

/**
 * Multiplicative updates of the parts (Lee and Seung, 2001): every entry of W_f is multiplied by
 * (X'H) / (W_f H'H). The squared error never rises; an entry of 0 stays 0. Only X'H and H'H are
 * needed.
 */
public final class MultiplicativeParts {

  private MultiplicativeParts() {}

  /**
   * Sweeps over the parts.
   *
   * @param parts W_f, r x m; not changed
   * @param xth X'H, r x m
   * @param hth H'H, r x r
   * @param penalty added to the diagonal of H'H (sums of variances), or null
   * @param rank r
   * @param features m
   * @param sweeps number of sweeps, all parts at once in each
   * @return new parts; an entry whose denominator is 0 stays as it is
   */
  public static float[] update(
      float[] parts,
      float[] xth,
      double[] hth,
      double[] penalty,
      int rank,
      int features,
      int sweeps) {
    float[] updated = parts.clone();
    double[] product = new double[rank * features];
    for (int sweep = 0; sweep < sweeps; sweep++) {
      Arrays.fill(product, 0);
      for (int j = 0; j < rank; j++) {
        for (int l = 0; l < rank; l++) {
          double moment = hth[j * rank + l] + (j == l && penalty != null ? penalty[j] : 0);
          for (int t = 0; t < features; t++) {
            product[j * features + t] += moment * updated[l * features + t];
          }
        }
      }
      for (int i = 0; i < updated.length; i++) {
        if (product[i] > 0) {
          updated[i] = (float) (updated[i] * Math.max(0, xth[i]) / product[i]);
        }
      }
    }
    return updated;
  }
}
