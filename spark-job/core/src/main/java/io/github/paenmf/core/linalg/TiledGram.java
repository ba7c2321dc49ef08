package io.github.paenmf.core.linalg;

import io.github.paenmf.core.vector.DoubleTileLoops;
import java.util.stream.IntStream;

/**
 * Symmetric products of float32 matrices with few rows and long ones, A B' = (A B')', in double
 * precision: W_f'W_f and H'H with or without weights. For sums whose small differences matter. Work
 * arrays only grow; used by one thread at a time.
 */
public final class TiledGram {

  private static final int ROWS = DoubleTileLoops.ROWS;
  private static final int COLUMNS = DoubleTileLoops.COLUMNS;

  /** Products from which on several threads are worth their start. */
  private static final long PARALLEL_WORK = 4_000_000;

  /** Doubles that are held of a matrix at a time, 512 KB: part of the second cache. */
  private static final int PANEL = 1 << 16;

  /** Columns that are widened at a time, 16 KB. */
  private static final int BLOCK = 64;

  private final boolean mayFork;
  private final double[] tile = newTile();
  private double[] left = new double[0];
  private double[] right = new double[0];

  /**
   * Without any memory yet.
   *
   * @param mayFork whether large products may use other threads of the common pool
   */
  public TiledGram(boolean mayFork) {
    this.mayFork = mayFork;
  }

  /**
   * Adds A B', which the caller knows to be symmetric; entries above the diagonal become those
   * below it.
   *
   * @param a r x n, row after row; may be longer
   * @param b r x n, such as A with its columns multiplied by weights, or A itself
   * @param rank r
   * @param length n
   * @param into r x r, symmetric, added to
   */
  public void add(float[] a, float[] b, int rank, int length, double[] into) {
    // Whole strips of rows: what stands past the last one is multiplied too, but not kept.
    int strips = (rank + COLUMNS - 1) / COLUMNS;
    int width = Math.max(1, Math.min(length, PANEL / (strips * COLUMNS)));
    left = atLeast(left, strips * COLUMNS * width);
    if (a != b) {
      right = atLeast(right, strips * COLUMNS * width);
    }
    double[] second = a == b ? left : right;
    boolean parallel = mayFork && (long) rank * rank * width > PARALLEL_WORK;
    int groups = (rank + ROWS - 1) / ROWS;
    for (int from = 0; from < length; from += width) {
      int count = Math.min(width, length - from);
      lay(a, rank, length, from, count, left);
      if (a != b) {
        lay(b, rank, length, from, count, right);
      }
      if (parallel) {
        IntStream.range(0, groups)
            .parallel()
            .forEach(group -> addTiles(newTile(), left, second, count, group * ROWS, into, rank));
      } else {
        for (int group = 0; group < groups; group++) {
          addTiles(tile, left, second, count, group * ROWS, into, rank);
        }
      }
    }
    for (int j = 0; j < rank; j++) {
      for (int l = 0; l < j; l++) {
        into[l * rank + j] = into[j * rank + l];
      }
    }
  }

  /** Some columns in double: strip after strip of rows, column after column in a strip. */
  private static void lay(
      float[] matrix, int rank, int length, int from, int count, double[] panel) {
    for (int first = 0; first < rank; first += COLUMNS) {
      int end = Math.min(rank, first + COLUMNS);
      // So few columns that their part of the strip is in the cache for the next row.
      for (int block = 0; block < count; block += BLOCK) {
        int stop = Math.min(count, block + BLOCK);
        for (int j = first; j < end; j++) {
          int at = j * length + from;
          int to = first * count + j - first;
          for (int t = block; t < stop; t++) {
            panel[to + t * COLUMNS] = matrix[at + t];
          }
        }
      }
    }
  }

  private static double[] newTile() {
    return new double[ROWS * COLUMNS];
  }

  /** Adds the products of a few rows of A with the rows of B up to them. */
  private static void addTiles(
      double[] tile, double[] a, double[] b, int count, int j, double[] gram, int rank) {
    int at = place(j, count);
    for (int l = 0; l <= j; l += COLUMNS) {
      for (int row = 0; row < ROWS && j + row < rank; row++) {
        int known = Math.min(COLUMNS, j + row + 1 - l);
        System.arraycopy(gram, (j + row) * rank + l, tile, row * COLUMNS, known);
      }
      DoubleTileLoops.BEST.add(tile, a, at, COLUMNS, b, place(l, count), count);
      for (int row = 0; row < ROWS && j + row < rank; row++) {
        int known = Math.min(COLUMNS, j + row + 1 - l);
        System.arraycopy(tile, row * COLUMNS, gram, (j + row) * rank + l, known);
      }
    }
  }

  /** Where a row's first value stands in a panel. */
  private static int place(int row, int count) {
    int inStrip = row % COLUMNS;
    return (row - inStrip) * count + inStrip;
  }

  private static double[] atLeast(double[] array, int length) {
    return array.length >= length ? array : new double[length];
  }
}
