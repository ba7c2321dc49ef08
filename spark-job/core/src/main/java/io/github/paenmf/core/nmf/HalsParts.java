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
        for (int l = 0; l < rank; l++) {
          if (l != j) {
            subtract(target, hth[j * rank + l], tile, l * length, length);
          }
        }
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

  private static void subtract(
      double[] target, double factor, double[] tile, int offset, int length) {
    for (int t = 0; t < length; t++) {
      target[t] -= factor * tile[offset + t];
    }
  }
}
