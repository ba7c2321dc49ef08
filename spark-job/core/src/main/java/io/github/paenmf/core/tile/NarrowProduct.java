package io.github.paenmf.core.tile;

import java.util.Arrays;

/**
 * The products of rows of a block X with a few parts, two at a time. A panel would be mostly
 * padding; instead the vectors run along the rows of X.
 */
final class NarrowProduct {

  /** Rows of X at a time. */
  private static final int ROWS = 4;

  /** Parts at a time. */
  private static final int PARTS = 2;

  private final TileLoops loops;
  private final float[] few = new float[PARTS * ROWS];
  private final float[] factors = new float[PARTS * TileLoops.ROWS];

  NarrowProduct(TileLoops loops) {
    this.loops = loops;
  }

  /** Floats that the sums of so many rows and parts take, {@link #addInnerProducts}. */
  int sums(int rows, int count) {
    int rowTiles = (rows + ROWS - 1) / ROWS;
    int pairs = (count + PARTS - 1) / PARTS;
    return rowTiles * pairs * PARTS * ROWS * loops.lanes();
  }

  /**
   * Adds inner products of some rows with some parts over a piece of their features. A sum is a
   * vector, added up by {@link #project}.
   *
   * @param x rows, {@code xStep} apart from {@code xAt} on
   * @param rows of X to take
   * @param features of the piece
   * @param space holds the parts, rows from {@code at} on, {@code step} apart, and the sums from
   *     {@code sumsAt} on
   * @param count number of parts
   */
  void addInnerProducts(
      float[] x,
      int xAt,
      int xStep,
      int rows,
      int features,
      float[] space,
      int at,
      int step,
      int count,
      int sumsAt) {
    int whole = features - features % loops.lanes();
    int tile = sumsAt;
    for (int j = 0; j < count; j += PARTS) {
      int first = at + j * step;
      int second = j + 1 == count ? first : first + step;
      for (int i = 0; i < rows; i += ROWS) {
        // Of fewer rows the last one is read as all that are missing.
        int last = rows - 1 - i;
        int row = xAt + i * xStep;
        loops.dots(
            x,
            row,
            row + Math.min(1, last) * xStep,
            row + Math.min(2, last) * xStep,
            row + Math.min(3, last) * xStep,
            whole,
            space,
            first,
            second,
            tile);
        for (int t = whole; t < features; t++) {
          addRest(x, row + t, xStep, Math.min(ROWS, rows - i), space, first + t, second + t, tile);
        }
        tile += PARTS * ROWS * loops.lanes();
      }
    }
  }

  private void addRest(
      float[] x, int at, int step, int rows, float[] space, int first, int second, int tile) {
    int lanes = loops.lanes();
    for (int k = 0; k < rows; k++) {
      space[tile + PARTS * k * lanes] += x[at + k * step] * space[first];
      space[tile + (PARTS * k + 1) * lanes] += x[at + k * step] * space[second];
    }
  }

  /**
   * P = X W of some rows, from the sums of {@link #addInnerProducts}.
   *
   * @param space holds the sums from {@code sumsAt} on
   * @param rows of X
   * @param count number of parts
   * @param out P, the rows of a part side by side, from {@code to} on, the parts {@code outStep}
   *     apart
   */
  void project(float[] space, int sumsAt, int rows, int count, float[] out, int to, int outStep) {
    int tile = sumsAt;
    for (int j = 0; j < count; j += PARTS) {
      int pair = Math.min(PARTS, count - j);
      for (int i = 0; i < rows; i += ROWS) {
        addLanes(space, tile);
        tile += PARTS * ROWS * loops.lanes();
        int taken = Math.min(ROWS, rows - i);
        for (int k = 0; k < taken; k++) {
          for (int s = 0; s < pair; s++) {
            out[to + (j + s) * outStep + i + k] = few[PARTS * k + s];
          }
        }
      }
    }
  }

  /** The sums of the vectors of a tile; side by side, since one alone would wait for itself. */
  private void addLanes(float[] space, int tile) {
    int lanes = loops.lanes();
    Arrays.fill(few, 0f);
    for (int l = 0; l < lanes; l++) {
      for (int k = 0; k < few.length; k++) {
        few[k] += space[tile + k * lanes + l];
      }
    }
  }

  /**
   * Adds X'H of a few rows to some columns of a sum.
   *
   * @param x rows, {@code xStep} apart from {@code xAt} on
   * @param rows of X to take, {@link TileLoops#ROWS} at most
   * @param columns number of columns
   * @param h the rows of a part side by side, from {@code from} on, the parts {@code hStep} apart
   * @param count number of parts
   * @param space holds the sum, rows from {@code at} on, {@code step} apart
   */
  void backProject(
      float[] x,
      int xAt,
      int xStep,
      int rows,
      int columns,
      float[] h,
      int from,
      int hStep,
      int count,
      float[] space,
      int at,
      int step) {
    for (int j = 0; j < count; j += PARTS) {
      int pair = Math.min(PARTS, count - j);
      Arrays.fill(factors, 0f);
      for (int s = 0; s < pair; s++) {
        for (int k = 0; k < rows; k++) {
          factors[PARTS * k + s] = h[from + (j + s) * hStep + k];
        }
      }
      int first = at + j * step;
      loops.addToFew(
          x, xAt, xStep, rows, factors, columns, space, first, first + (pair - 1) * step);
    }
  }
}
