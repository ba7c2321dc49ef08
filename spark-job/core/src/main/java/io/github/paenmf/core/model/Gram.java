package io.github.paenmf.core.model;

import io.github.paenmf.core.vector.DoubleTileLoops;
import java.util.stream.IntStream;

/** The r x r matrix W_f'W_f and what the Gram form of the objective does with it, in double. */
public final class Gram {

  /** Products from which on several threads are worth their start. */
  private static final long PARALLEL_WORK = 4_000_000;

  /** Doubles that are held of the parts at a time, 512 KB: part of the second cache. */
  private static final int PANEL = 1 << 16;

  /** Features that are widened at a time, 16 KB. */
  private static final int BLOCK = 64;

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
    // Whole strips of parts: what stands past the last part is multiplied too, but not kept.
    int strips = (rank + DoubleTileLoops.COLUMNS - 1) / DoubleTileLoops.COLUMNS;
    int width = Math.max(1, Math.min(features, PANEL / (strips * DoubleTileLoops.COLUMNS)));
    double[] panel = new double[strips * DoubleTileLoops.COLUMNS * width];
    boolean parallel = (long) rank * rank * width > PARALLEL_WORK;
    int groups = (rank + DoubleTileLoops.ROWS - 1) / DoubleTileLoops.ROWS;
    for (int from = 0; from < features; from += width) {
      int count = Math.min(width, features - from);
      lay(parts, rank, features, from, count, panel);
      IntStream ofPanel = IntStream.range(0, groups);
      (parallel ? ofPanel.parallel() : ofPanel)
          .forEach(group -> addTiles(panel, count, group * DoubleTileLoops.ROWS, gram, rank));
    }
    for (int j = 0; j < rank; j++) {
      for (int l = 0; l < j; l++) {
        gram[l * rank + j] = gram[j * rank + l];
      }
    }
    return gram;
  }

  /** Some columns of the parts in double: strip after strip, feature after feature in a strip. */
  private static void lay(
      float[] parts, int rank, int features, int from, int count, double[] panel) {
    for (int first = 0; first < rank; first += DoubleTileLoops.COLUMNS) {
      int end = Math.min(rank, first + DoubleTileLoops.COLUMNS);
      // Few enough features that their rows of the strip are in the cache for the next part.
      for (int block = 0; block < count; block += BLOCK) {
        int stop = Math.min(count, block + BLOCK);
        for (int j = first; j < end; j++) {
          int at = j * features + from;
          int to = first * count + j - first;
          for (int t = block; t < stop; t++) {
            panel[to + t * DoubleTileLoops.COLUMNS] = parts[at + t];
          }
        }
      }
    }
  }

  /** Adds the products of a few parts with those up to them. */
  private static void addTiles(double[] panel, int count, int j, double[] gram, int rank) {
    double[] tile = new double[DoubleTileLoops.ROWS * DoubleTileLoops.COLUMNS];
    int at = place(j, count);
    for (int l = 0; l <= j; l += DoubleTileLoops.COLUMNS) {
      for (int a = 0; a < DoubleTileLoops.ROWS && j + a < rank; a++) {
        int known = Math.min(DoubleTileLoops.COLUMNS, j + a + 1 - l);
        System.arraycopy(gram, (j + a) * rank + l, tile, a * DoubleTileLoops.COLUMNS, known);
      }
      DoubleTileLoops.BEST.add(
          tile, panel, at, DoubleTileLoops.COLUMNS, panel, place(l, count), count);
      for (int a = 0; a < DoubleTileLoops.ROWS && j + a < rank; a++) {
        int known = Math.min(DoubleTileLoops.COLUMNS, j + a + 1 - l);
        System.arraycopy(tile, a * DoubleTileLoops.COLUMNS, gram, (j + a) * rank + l, known);
      }
    }
  }

  /** Where a part's first feature stands in a panel. */
  private static int place(int part, int count) {
    int inStrip = part % DoubleTileLoops.COLUMNS;
    return (part - inStrip) * count + inStrip;
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
