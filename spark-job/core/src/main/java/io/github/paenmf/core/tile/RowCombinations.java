package io.github.paenmf.core.tile;

/**
 * Products C = C + A B of a small matrix A with a few long rows B: the encoder's with the scores of
 * a block, and those of r x r matrices with its latents. Vectors run along the rows, which are
 * copied in strips that stay in the first-level cache for all rows of A.
 */
public final class RowCombinations {

  /** Rows of B at most that a tile adds up; a strip of them is 24 KB. */
  private static final int DEPTH = 128;

  private final TileLoops loops;
  private final Workspace space;
  private final Workspace.Area strip = new Workspace.Area();
  private final Workspace.Area tile = new Workspace.Area();
  private float[][] padded = new float[0][];

  RowCombinations(TileLoops loops, Workspace space) {
    this.loops = loops;
    this.space = space;
  }

  /**
   * Adds A B to C.
   *
   * @param a k x l, row after row; may be longer
   * @param outputs k
   * @param b l x n, row after row; may be longer
   * @param inputs l
   * @param length n
   * @param c k x n, row after row, added to; may be longer
   */
  public void add(float[] a, int outputs, float[] b, int inputs, int length, float[] c) {
    add(new float[][] {a}, outputs, b, inputs, length, new float[][] {c});
  }

  /** Adds the product of each A to the C at its place, as the other method does. */
  public void add(float[][] a, int outputs, float[] b, int inputs, int length, float[][] c) {
    if (outputs == 0 || inputs == 0) {
      return;
    }
    float[][] tall = outputs >= TileLoops.TALLEST ? a : padded(a, outputs * inputs, inputs);
    int lanes = loops.lanes();
    space.reserve(tile, (long) TileLoops.MOST_REGISTERS * lanes);
    space.reserve(strip, (long) Math.min(inputs, DEPTH) * TileLoops.MOST_VECTORS * lanes);
    int endOfStrip;
    for (int i = 0; i < length; i = endOfStrip) {
      endOfStrip = Pieces.end(i, length, TileLoops.MOST_VECTORS * lanes, lanes);
      int taken = endOfStrip - i;
      int vectors = (taken + lanes - 1) / lanes;
      int end;
      for (int l = 0; l < inputs; l = end) {
        end = Pieces.end(l, inputs, DEPTH, TileLoops.STEPS);
        lay(b, l, end - l, length, i, taken, vectors * lanes);
        for (int k = 0; k < a.length; k++) {
          addStrip(tall[k], l, end - l, inputs, outputs, vectors, c[k], length, i, taken);
        }
      }
    }
  }

  /** Each A, with rows behind it that make it as tall as the tallest tile. */
  private float[][] padded(float[][] a, int length, int inputs) {
    if (padded.length < a.length) {
      padded = new float[a.length][0];
    }
    for (int k = 0; k < a.length; k++) {
      if (padded[k].length < TileLoops.TALLEST * inputs) {
        padded[k] = new float[TileLoops.TALLEST * inputs];
      }
      System.arraycopy(a[k], 0, padded[k], 0, length);
    }
    return padded;
  }

  private void lay(float[] b, int first, int depth, int length, int at, int taken, int width) {
    float[] values = space.values();
    for (int l = 0; l < depth; l++) {
      System.arraycopy(b, (first + l) * length + at, values, strip.at() + l * width, taken);
    }
  }

  private void addStrip(
      float[] a,
      int first,
      int depth,
      int inputs,
      int outputs,
      int vectors,
      float[] c,
      int length,
      int at,
      int taken) {
    float[] values = space.values();
    int width = vectors * loops.lanes();
    int height = TileLoops.height(vectors);
    for (int k = 0; k < outputs; k += height) {
      int from = Math.max(0, Math.min(k, outputs - height));
      loops.alongRows(
          vectors, a, from * inputs + first, inputs, values, strip.at(), depth, values, tile.at());
      int end = Math.min(outputs, k + height);
      for (int row = k; row < end; row++) {
        addRow(values, tile.at() + (row - from) * width, c, row * length + at, taken);
      }
    }
  }

  private void addRow(float[] values, int tileAt, float[] c, int cAt, int count) {
    int whole = count - count % loops.lanes();
    loops.add(values, tileAt, whole, c, cAt);
    for (int t = whole; t < count; t++) {
      c[cAt + t] += values[tileAt + t];
    }
  }
}
