package io.github.paenmf.core.nmf;

import java.util.stream.IntStream;

/**
 * Hierarchical alternating least squares on the parts: minimises ||X - H W_f'||^2 over W_f &gt;= 0
 * one part after the other, given only X'H and H'H (Cichocki and Phan, 2009). The features are
 * independent of each other, so a sweep runs over a tile of features at a time, each tile through
 * all sweeps while it is in the cache.
 */
public final class HalsParts {

  private static final int TILE = 256;

  /** Below this much work a sweep is not worth a second thread. */
  private static final long PARALLEL_WORK = 4_000_000;

  private HalsParts() {}

  /**
   * Sweeps over the parts.
   *
   * @param parts W_f, r x m; not changed
   * @param xth X'H, r x m
   * @param hth H'H, r x r
   * @param penalty added to the diagonal of H'H (sums of variances), or null
   * @param rank r
   * @param features m
   * @param sweeps number of sweeps
   * @return new parts; a part whose H'H is 0 stays as it is
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
    int tiles = (features + TILE - 1) / TILE;
    IntStream all = IntStream.range(0, tiles);
    if ((long) rank * rank * features * sweeps > PARALLEL_WORK) {
      all = all.parallel();
    }
    all.forEach(
        tile -> {
          int from = tile * TILE;
          int length = Math.min(TILE, features - from);
          sweepTile(updated, xth, hth, penalty, rank, features, sweeps, from, length);
        });
    return updated;
  }

  private static void sweepTile(
      float[] parts,
      float[] xth,
      double[] hth,
      double[] penalty,
      int rank,
      int features,
      int sweeps,
      int from,
      int length) {
    double[] tile = new double[rank * length];
    for (int j = 0; j < rank; j++) {
      for (int t = 0; t < length; t++) {
        tile[j * length + t] = parts[j * features + from + t];
      }
    }
    double[] target = new double[length];
    for (int sweep = 0; sweep < sweeps; sweep++) {
      for (int j = 0; j < rank; j++) {
        double diagonal = hth[j * rank + j] + (penalty == null ? 0 : penalty[j]);
        if (!(diagonal > 0)) {
          continue;
        }
        for (int t = 0; t < length; t++) {
          target[t] = xth[j * features + from + t];
        }
        subtract(target, hth, j * rank, tile, 0, j, length);
        subtract(target, hth, j * rank, tile, j + 1, rank, length);
        double inverse = 1 / diagonal;
        for (int t = 0; t < length; t++) {
          tile[j * length + t] = Math.max(0, target[t] * inverse);
        }
      }
    }
    for (int j = 0; j < rank; j++) {
      for (int t = 0; t < length; t++) {
        parts[j * features + from + t] = (float) tile[j * length + t];
      }
    }
  }

  /** Subtracts the products with parts {@code from .. to}, one after the other. */
  private static void subtract(
      double[] target, double[] hth, int row, double[] tile, int from, int to, int length) {
    int l = from;
    for (; l + 7 < to; l += 8) {
      subtractEight(target, hth, row + l, tile, l * length, length);
    }
    for (; l < to; l++) {
      subtractOne(target, hth[row + l], tile, l * length, length);
    }
  }

  /** Eight parts a time over the target, which is loaded and stored once for all of them. */
  private static void subtractEight(
      double[] target, double[] hth, int at, double[] tile, int offset, int length) {
    double f0 = hth[at];
    double f1 = hth[at + 1];
    double f2 = hth[at + 2];
    double f3 = hth[at + 3];
    double f4 = hth[at + 4];
    double f5 = hth[at + 5];
    double f6 = hth[at + 6];
    double f7 = hth[at + 7];
    int o1 = offset + length;
    int o2 = o1 + length;
    int o3 = o2 + length;
    int o4 = o3 + length;
    int o5 = o4 + length;
    int o6 = o5 + length;
    int o7 = o6 + length;
    for (int t = 0; t < length; t++) {
      double left = target[t] - f0 * tile[offset + t];
      left -= f1 * tile[o1 + t];
      left -= f2 * tile[o2 + t];
      left -= f3 * tile[o3 + t];
      left -= f4 * tile[o4 + t];
      left -= f5 * tile[o5 + t];
      left -= f6 * tile[o6 + t];
      target[t] = left - f7 * tile[o7 + t];
    }
  }

  private static void subtractOne(
      double[] target, double factor, double[] tile, int offset, int length) {
    for (int t = 0; t < length; t++) {
      target[t] -= factor * tile[offset + t];
    }
  }
}
