package io.github.paenmf.core.fitted;

import io.github.paenmf.core.vector.VectorModule;

/**
 * The product of one row with a fixed table of weights. Sums run in float32 over a few hundred
 * features and in double from there on, so that long rows keep their digits; where they are cut is
 * a matter of the feature, not of the position, so that a dense and a sparse row of the same values
 * give the same bits. Used by one thread at a time.
 */
final class RowProduct {

  /** Features that are summed in float32. */
  private static final int CHUNK = 256;

  private static final RowLoops BEST =
      VectorModule.choose(RowLoops.class, "VectorRowLoops", PlainRowLoops::new);

  private final RowLoops loops;
  private final int outputs;
  private final int features;
  private final int width;
  private final float[] table;
  private final float[] partial;

  /**
   * A product with some matrices stacked.
   *
   * @param features m
   * @param matrices each r_i x m
   */
  RowProduct(int features, float[]... matrices) {
    this(BEST, features, matrices);
  }

  RowProduct(RowLoops loops, int features, float[]... matrices) {
    this.loops = loops;
    this.features = features;
    int rows = 0;
    for (float[] matrix : matrices) {
      rows += matrix.length / features;
    }
    outputs = rows;
    width = (rows + RowLoops.STRIDE - 1) / RowLoops.STRIDE * RowLoops.STRIDE;
    table = new float[Math.multiplyExact(features, width)];
    partial = new float[width];
    int first = 0;
    for (float[] matrix : matrices) {
      for (int j = 0; j < matrix.length / features; j++) {
        for (int t = 0; t < features; t++) {
          table[t * width + first + j] = matrix[j * features + t];
        }
      }
      first += matrix.length / features;
    }
  }

  /**
   * Adds the product to an array.
   *
   * @param indices ascending features of the values, or null when all are given
   * @param values of the row
   * @param into one sum an output, in the order of the matrices' rows
   */
  void addTo(int[] indices, float[] values, double[] into) {
    int from = 0;
    while (from < values.length) {
      int to = indices == null ? Math.min(values.length, from + CHUNK) : chunkEnd(indices, from);
      loops.product(indices, values, from, to, table, width, partial);
      if (finite()) {
        for (int j = 0; j < outputs; j++) {
          into[j] += partial[j];
        }
      } else {
        addInDouble(indices, values, from, to, into);
      }
      from = to;
    }
  }

  private int chunkEnd(int[] indices, int from) {
    int end = Math.min(features, (indices[from] / CHUNK + 1) * CHUNK);
    int to = from + 1;
    while (to < indices.length && indices[to] < end) {
      to++;
    }
    return to;
  }

  private boolean finite() {
    float sum = 0;
    for (int j = 0; j < outputs; j++) {
      sum += partial[j] - partial[j];
    }
    return sum == 0;
  }

  /** Values near the end of float32 leave its range in a sum. */
  private void addInDouble(int[] indices, float[] values, int from, int to, double[] into) {
    for (int p = from; p < to; p++) {
      int at = (indices == null ? p : indices[p]) * width;
      for (int j = 0; j < outputs; j++) {
        into[j] += (double) values[p] * table[at + j];
      }
    }
  }
}
