package io.github.paenmf.core.model;

import java.util.stream.IntStream;

/** The r x r matrix W_f'W_f and what the Gram form of the objective does with it, in double. */
public final class Gram {

  private static final long PARALLEL_WORK = 4_000_000;

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
    IntStream all = IntStream.range(0, rank);
    if ((long) rank * rank * features > PARALLEL_WORK) {
      all = all.parallel();
    }
    all.forEach(
        j -> {
          for (int l = 0; l <= j; l++) {
            gram[j * rank + l] = dot(parts, j * features, l * features, features);
          }
        });
    for (int j = 0; j < rank; j++) {
      for (int l = 0; l < j; l++) {
        gram[l * rank + j] = gram[j * rank + l];
      }
    }
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

  /** Four sums side by side, so that the additions do not wait for each other. */
  private static double dot(float[] x, int a, int b, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int t = 0;
    for (; t + 3 < length; t += 4) {
      s0 += (double) x[a + t] * x[b + t];
      s1 += (double) x[a + t + 1] * x[b + t + 1];
      s2 += (double) x[a + t + 2] * x[b + t + 2];
      s3 += (double) x[a + t + 3] * x[b + t + 3];
    }
    for (; t < length; t++) {
      s0 += (double) x[a + t] * x[b + t];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
