package io.github.paenmf.core.tile;

import java.util.Arrays;

/**
 * The products of rows of a block X with a few parts, two at a time. A panel would be mostly
 * padding; instead the vectors run along the rows of X.
 */
final class NarrowProduct {

  /** Rows of X at a time. */
  static final int ROWS = 4;

  private static final int PARTS = 2;

  private final TileLoops loops;
  private final float[] few = new float[PARTS * ROWS];

  NarrowProduct(TileLoops loops) {
    this.loops = loops;
  }

  /**
   * P = X W.
   *
   * @param x rows of m, {@code xStep} apart from {@code xAt} on
   * @param rows of X to take
   * @param features m
   * @param parts holds rows of m from {@code at} on, {@code step} apart
   * @param count number of parts
   * @param out P, the rows of a part side by side, from {@code to} on, the parts {@code outStep}
   *     apart
   */
  void project(
      float[] x,
      int xAt,
      int xStep,
      int rows,
      int features,
      float[] parts,
      int at,
      int step,
      int count,
      float[] out,
      int to,
      int outStep) {
    int whole = features - features % loops.lanes();
    for (int j = 0; j < count; j += PARTS) {
      int pair = Math.min(PARTS, count - j);
      int first = at + j * step;
      int second = pair == 1 ? first : first + step;
      int taken;
      for (int i = 0; i < rows; i += taken) {
        taken = taken(rows - i);
        loops.dots(x, xAt + i * xStep, rowStep(taken, xStep), whole, parts, first, second, few);
        for (int k = 0; k < taken; k++) {
          int row = xAt + (i + k) * xStep;
          for (int s = 0; s < pair; s++) {
            float sum = few[PARTS * k + s];
            for (int t = whole; t < features; t++) {
              sum += x[row + t] * parts[first + s * step + t];
            }
            out[to + (j + s) * outStep + i + k] = sum;
          }
        }
      }
    }
  }

  /**
   * Adds X'H to a sum.
   *
   * @param x rows of m, {@code xStep} apart from {@code xAt} on
   * @param rows of X to take
   * @param features m
   * @param h the rows of a part side by side, from {@code from} on, the parts {@code hStep} apart
   * @param count number of parts
   * @param space holds the sum, rows of m from {@code at} on, {@code step} apart, and from {@code
   *     scratch} on room for two such rows
   */
  void backProject(
      float[] x,
      int xAt,
      int xStep,
      int rows,
      int features,
      float[] h,
      int from,
      int hStep,
      int count,
      float[] space,
      int at,
      int step,
      int scratch) {
    int whole = features - features % loops.lanes();
    for (int j = 0; j < count; j += PARTS) {
      int pair = Math.min(PARTS, count - j);
      // A sum of these rows' own, so that the sum of a pass rounds once for them.
      Arrays.fill(space, scratch, scratch + PARTS * step, 0f);
      int taken;
      for (int i = 0; i < rows; i += taken) {
        taken = taken(rows - i);
        Arrays.fill(few, 0f);
        for (int k = 0; k < taken; k++) {
          for (int s = 0; s < pair; s++) {
            few[PARTS * k + s] = h[from + (j + s) * hStep + i + k];
          }
        }
        loops.addMultiples(
            x, xAt + i * xStep, rowStep(taken, xStep), whole, few, space, scratch, scratch + step);
        for (int k = 0; k < taken; k++) {
          for (int t = whole; t < features; t++) {
            float value = x[xAt + (i + k) * xStep + t];
            space[scratch + t] += few[PARTS * k] * value;
            space[scratch + step + t] += few[PARTS * k + 1] * value;
          }
        }
      }
      for (int s = 0; s < pair; s++) {
        for (int t = 0; t < features; t++) {
          space[at + (j + s) * step + t] += space[scratch + s * step + t];
        }
      }
    }
  }

  private static int taken(int left) {
    return left >= ROWS ? ROWS : 1;
  }

  /** A single row is read as all of the rows. */
  private static int rowStep(int taken, int xStep) {
    return taken == ROWS ? xStep : 0;
  }
}
