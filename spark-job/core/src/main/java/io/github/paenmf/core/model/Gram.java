package io.github.paenmf.core.model;

import java.util.stream.IntStream;

/** The r x r matrix W_f'W_f and what the Gram form of the objective does with it, in double. */
public final class Gram {

  /** Products from which on several threads are worth their start. */
  private static final long PARALLEL_WORK = 4_000_000;

  /** Doubles that are held of the parts at a time, 2 MB. */
  private static final int PANEL = 1 << 18;

  /** Parts that are multiplied with as many others at a time. */
  private static final int TILE = 4;

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
    int width = Math.max(1, Math.min(features, PANEL / rank));
    // Whole tiles: what stands past the last part is multiplied too, but not added.
    int tiles = (rank + TILE - 1) / TILE;
    double[] panel = new double[tiles * TILE * width];
    boolean parallel = (long) rank * rank * width > PARALLEL_WORK;
    for (int from = 0; from < features; from += width) {
      int count = Math.min(width, features - from);
      lay(parts, rank, features, from, count, panel);
      IntStream ofPanel = IntStream.range(0, tiles);
      (parallel ? ofPanel.parallel() : ofPanel)
          .forEach(tile -> addTiles(panel, count, tile, gram, rank));
    }
    for (int j = 0; j < rank; j++) {
      for (int l = 0; l < j; l++) {
        gram[l * rank + j] = gram[j * rank + l];
      }
    }
    return gram;
  }

  /** Some columns of the parts in double, so that no value is widened more than once. */
  private static void lay(
      float[] parts, int rank, int features, int from, int count, double[] panel) {
    for (int j = 0; j < rank; j++) {
      int at = j * features + from;
      for (int t = 0; t < count; t++) {
        panel[j * count + t] = parts[at + t];
      }
    }
  }

  /** Adds the products of the parts of one tile with those up to them. */
  private static void addTiles(double[] panel, int count, int tile, double[] gram, int rank) {
    double[] sums = new double[TILE * TILE];
    int j = tile * TILE;
    for (int l = 0; l <= j; l += TILE) {
      multiply(panel, j * count, l * count, count, sums);
      for (int a = 0; a < TILE && j + a < rank; a++) {
        for (int b = 0; b < TILE && l + b <= j + a; b++) {
          gram[(j + a) * rank + l + b] += sums[a * TILE + b];
        }
      }
    }
  }

  /** Sixteen sums side by side: half a load a product, and no addition waits for another. */
  private static void multiply(double[] x, int a, int b, int count, double[] sums) {
    int a1 = a + count;
    int a2 = a1 + count;
    int a3 = a2 + count;
    int b1 = b + count;
    int b2 = b1 + count;
    int b3 = b2 + count;
    double s00 = 0;
    double s01 = 0;
    double s02 = 0;
    double s03 = 0;
    double s10 = 0;
    double s11 = 0;
    double s12 = 0;
    double s13 = 0;
    double s20 = 0;
    double s21 = 0;
    double s22 = 0;
    double s23 = 0;
    double s30 = 0;
    double s31 = 0;
    double s32 = 0;
    double s33 = 0;
    for (int t = 0; t < count; t++) {
      double x0 = x[a + t];
      double x1 = x[a1 + t];
      double x2 = x[a2 + t];
      double x3 = x[a3 + t];
      double y = x[b + t];
      s00 += x0 * y;
      s10 += x1 * y;
      s20 += x2 * y;
      s30 += x3 * y;
      y = x[b1 + t];
      s01 += x0 * y;
      s11 += x1 * y;
      s21 += x2 * y;
      s31 += x3 * y;
      y = x[b2 + t];
      s02 += x0 * y;
      s12 += x1 * y;
      s22 += x2 * y;
      s32 += x3 * y;
      y = x[b3 + t];
      s03 += x0 * y;
      s13 += x1 * y;
      s23 += x2 * y;
      s33 += x3 * y;
    }
    sums[0] = s00;
    sums[1] = s01;
    sums[2] = s02;
    sums[3] = s03;
    sums[4] = s10;
    sums[5] = s11;
    sums[6] = s12;
    sums[7] = s13;
    sums[8] = s20;
    sums[9] = s21;
    sums[10] = s22;
    sums[11] = s23;
    sums[12] = s30;
    sums[13] = s31;
    sums[14] = s32;
    sums[15] = s33;
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
