package io.github.paenmf.core.fitted;

import io.github.paenmf.core.vector.VectorModule;
import java.util.Arrays;

/**
 * The products of some dense rows with a fixed table of weights, with the bits of {@link
 * RowProduct}: a weight that was fetched serves several rows, and the sums of a row need no adding
 * across a vector. Used by one thread at a time.
 */
final class BatchProduct {

  private static final BatchLoops BEST =
      VectorModule.choose(BatchLoops.class, "VectorBatchLoops", PlainBatchLoops::new);

  private static final int SUMS = RowLoops.SUMS;
  private static final int PANEL = BatchLoops.OUTPUTS;

  private final BatchLoops loops;
  private final int outputs;

  /** Outputs in whole panels. */
  private final int width;

  /** Features in whole groups. */
  private final int length;

  /** Chunk after chunk as {@link RowProduct} cuts them, in a chunk panel after panel. */
  private final float[] table;

  /** Of {@link BatchLoops#ROWS} rows and a panel. */
  private final float[] sums = new float[SUMS * BatchLoops.ROWS * PANEL];

  private final float[] partial = new float[BatchLoops.ROWS * PANEL];

  /**
   * Products with some matrices stacked.
   *
   * @param features m
   * @param matrices each r_i x m
   */
  BatchProduct(int features, float[]... matrices) {
    this(BEST, features, matrices);
  }

  BatchProduct(BatchLoops loops, int features, float[]... matrices) {
    this.loops = loops;
    outputs = Arrays.stream(matrices).mapToInt(matrix -> matrix.length / features).sum();
    width = wholeParts(outputs, PANEL);
    length = wholeParts(features, SUMS);
    table = new float[Math.multiplyExact(length, width)];
    int output = 0;
    for (float[] matrix : matrices) {
      for (int at = 0; at < matrix.length; at += features) {
        for (int t = 0; t < features; t++) {
          table[tableIndex(output, t)] = matrix[at + t];
        }
        output++;
      }
    }
  }

  private static int wholeParts(int count, int part) {
    return Math.addExact(count, part - 1) / part * part;
  }

  private int tableIndex(int output, int feature) {
    int from = feature - feature % RowProduct.CHUNK;
    int steps = steps(from);
    int step = (feature - from) / SUMS;
    int position = BatchLoops.position(feature % SUMS);
    int panel = output / PANEL;
    return from * width + ((panel * SUMS + position) * steps + step) * PANEL + output % PANEL;
  }

  /** Groups of the chunk that begins at a feature. */
  private int steps(int from) {
    return (Math.min(length, from + RowProduct.CHUNK) - from) / SUMS;
  }

  /** Numbers that a row takes. */
  int length() {
    return length;
  }

  /** The loops that put rows into their order. */
  BatchLoops loops() {
    return loops;
  }

  /**
   * Adds the products of {@link BatchLoops#ROWS} rows.
   *
   * @param rows of {@link #length()} numbers each, side by side, in the order of {@link BatchLoops}
   * @param at first number of the first row
   * @param into a sum an output, row after row
   * @param intoAt first sum of the first row
   */
  void addTo(float[] rows, int at, double[] into, int intoAt) {
    for (int from = 0; from < length; from += RowProduct.CHUNK) {
      int steps = steps(from);
      for (int first = 0; first < outputs; first += PANEL) {
        int panelAt = from * width + first * SUMS * steps;
        loops.sums(rows, at + from, length, steps, table, panelAt, sums);
        total(sums, partial);
        int count = Math.min(PANEL, outputs - first);
        for (int i = 0; i < BatchLoops.ROWS; i++) {
          int to = intoAt + i * outputs + first;
          for (int j = 0; j < count; j++) {
            into[to + j] += partial[i * PANEL + j];
          }
        }
      }
    }
  }

  /** All sums in pairs, in the order of {@link RowProduct}. */
  private static void total(float[] sums, float[] partial) {
    final int n = BatchLoops.ROWS * PANEL;
    for (int j = 0; j < n; j++) {
      // The features 0 to 15 of a group stand at 0, 2, .. 14, 1, 3, .. 15.
      float first = sums[j] + sums[j + 2 * n] + (sums[j + 4 * n] + sums[j + 6 * n]);
      float second = sums[j + 8 * n] + sums[j + 10 * n] + (sums[j + 12 * n] + sums[j + 14 * n]);
      float third = sums[j + n] + sums[j + 3 * n] + (sums[j + 5 * n] + sums[j + 7 * n]);
      float last = sums[j + 9 * n] + sums[j + 11 * n] + (sums[j + 13 * n] + sums[j + 15 * n]);
      partial[j] = first + second + (third + last);
    }
  }
}
