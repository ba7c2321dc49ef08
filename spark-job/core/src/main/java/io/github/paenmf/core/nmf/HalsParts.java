package io.github.paenmf.core.nmf;

import io.github.paenmf.core.vector.VectorModule;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Hierarchical alternating least squares on the parts: minimises ||X - H W_f'||^2 over W_f &gt;= 0
 * one part after the other, given only X'H and H'H (Cichocki and Phan, 2009). The features are
 * independent of each other, so a tile of features goes through all sweeps while it is in the
 * cache.
 *
 * <p>Parts are taken in small groups: what the parts outside the group explain is subtracted for
 * the whole group at once, what those inside explain part by part.
 */
public final class HalsParts {

  /** Bytes of a tile, well inside the second cache. */
  private static final int TILE_BYTES = 128 * 1024;

  /** Below this much work a sweep is not worth a second thread. */
  private static final long PARALLEL_WORK = 4_000_000;

  private static final SweepLoops BEST =
      VectorModule.choose(SweepLoops.class, "VectorSweepLoops", PlainSweepLoops::new);

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
    return update(BEST, parts, xth, hth, penalty, rank, features, sweeps);
  }

  static float[] update(
      SweepLoops loops,
      float[] parts,
      float[] xth,
      double[] hth,
      double[] penalty,
      int rank,
      int features,
      int sweeps) {
    double[] diagonal = new double[rank];
    for (int j = 0; j < rank; j++) {
      diagonal[j] = hth[j * rank + j] + (penalty == null ? 0 : penalty[j]);
    }
    float[] updated = parts.clone();
    int width = width(rank, features);
    IntStream tiles = IntStream.range(0, (features + width - 1) / width);
    if ((long) rank * rank * features * sweeps > PARALLEL_WORK) {
      tiles = tiles.parallel();
    }
    tiles.forEach(
        tile -> {
          int from = tile * width;
          int length = Math.min(width, features - from);
          Tile work = new Tile(loops, hth, diagonal, rank, length);
          work.load(updated, xth, features, from);
          for (int sweep = 0; sweep < sweeps; sweep++) {
            work.sweep();
          }
          work.store(updated, features, from);
        });
    return updated;
  }

  /** Features of a tile: the same for every implementation, and so for its bits. */
  private static int width(int rank, int features) {
    int byCache = TILE_BYTES / Double.BYTES / rank / SweepLoops.STRIDE * SweepLoops.STRIDE;
    return Math.min(padded(features), Math.max(SweepLoops.STRIDE, byCache));
  }

  private static int padded(int length) {
    return (length + SweepLoops.STRIDE - 1) / SweepLoops.STRIDE * SweepLoops.STRIDE;
  }

  /** Some features of all parts, with rows padded by zeros. */
  private static final class Tile {
    private final SweepLoops loops;
    private final double[] hth;
    private final double[] diagonal;
    private final int rank;
    private final int length;
    private final int width;
    private final double[] values;
    private final double[] products;
    private final double[] targets;

    /** Rows of H'H of the last group, filled up to a whole group. */
    private final double[] lastRows;

    Tile(SweepLoops loops, double[] hth, double[] diagonal, int rank, int length) {
      this.loops = loops;
      this.hth = hth;
      this.diagonal = diagonal;
      this.rank = rank;
      this.length = length;
      width = padded(length);
      values = new double[rank * width];
      products = new double[rank * width];
      targets = new double[SweepLoops.GROUP * width];
      int first = rank / SweepLoops.GROUP * SweepLoops.GROUP;
      lastRows = new double[SweepLoops.GROUP * rank];
      System.arraycopy(hth, first * rank, lastRows, 0, (rank - first) * rank);
    }

    void load(float[] parts, float[] xth, int features, int from) {
      for (int j = 0; j < rank; j++) {
        for (int t = 0; t < length; t++) {
          values[j * width + t] = parts[j * features + from + t];
          products[j * width + t] = xth[j * features + from + t];
        }
      }
    }

    void store(float[] parts, int features, int from) {
      for (int j = 0; j < rank; j++) {
        for (int t = 0; t < length; t++) {
          parts[j * features + from + t] = (float) values[j * width + t];
        }
      }
    }

    void sweep() {
      for (int first = 0; first < rank; first += SweepLoops.GROUP) {
        int end = Math.min(rank, first + SweepLoops.GROUP);
        boolean whole = end - first == SweepLoops.GROUP;
        double[] rows = whole ? hth : lastRows;
        int at = whole ? first * rank : 0;
        System.arraycopy(products, first * width, targets, 0, (end - first) * width);
        Arrays.fill(targets, (end - first) * width, targets.length, 0);
        loops.subtract(targets, rows, at, rank, values, 0, first, width);
        loops.subtract(targets, rows, at, rank, values, end, rank, width);
        for (int j = first; j < end; j++) {
          finish(j, first, end);
        }
      }
    }

    /** One part given its target less what lies outside the group. */
    private void finish(int j, int first, int end) {
      if (!(diagonal[j] > 0)) {
        return;
      }
      int target = (j - first) * width;
      for (int l = first; l < end; l++) {
        if (l != j) {
          subtract(target, hth[j * rank + l], l * width);
        }
      }
      double inverse = 1 / diagonal[j];
      int at = j * width;
      for (int t = 0; t < width; t++) {
        values[at + t] = Math.max(0, targets[target + t] * inverse);
      }
    }

    private void subtract(int target, double factor, int at) {
      for (int t = 0; t < width; t++) {
        targets[target + t] -= factor * values[at + t];
      }
    }
  }
}
