package io.github.paenmf.core.model;

import io.github.paenmf.core.linalg.TiledGram;

/** The r x r matrix W_f'W_f and what the Gram form of the objective does with it, in double. */
public final class Gram {

  private Gram() {}

  /**
   * W_f'W_f.
   *
   * @param parts r x m
   * @param rank r
   * @param features m
   * @return r x r, symmetric
   */
  public static double[] of(float[] parts, int rank, int features) {
    double[] gram = new double[rank * rank];
    new TiledGram(true).add(parts, parts, rank, features, gram);
    return gram;
  }

  /** Sum of products of all entries, tr(A'B). */
  public static double inner(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** ||X - H W_f'||^2 from ||X||^2, &lt;XW_f, H&gt; and H'H. */
  public static double squaredError(double squaredNorm, double ph, double[] hth, double[] gram) {
    return squaredNorm - 2 * ph + inner(hth, gram);
  }

  /** The same in expectation: with the variances of the latents weighted by ||w_j||^2. */
  public static double expectedSquaredError(
      double squaredNorm, double meanPh, double[] meanGram, double[] variances, double[] gram) {
    double sum = squaredError(squaredNorm, meanPh, meanGram, gram);
    int rank = variances.length;
    for (int j = 0; j < rank; j++) {
      sum += variances[j] * gram[j * rank + j];
    }
    return sum;
  }

  /** The matrix in float32, as the kernels take it. */
  public static float[] toFloat(double[] gram) {
    float[] out = new float[gram.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) gram[i];
    }
    return out;
  }
}
