package io.github.paenmf.core.fitted;

import io.github.paenmf.core.vector.VectorModule;
import java.util.Arrays;

/**
 * The product of one row with a fixed table of weights. Sums run in float32 over a few thousand
 * features and in double from there on, so that long rows keep their digits; where they are cut is
 * a matter of the feature, not of the position, so that a dense and a sparse row of the same values
 * give the same bits. Used by one thread at a time.
 */
final class RowProduct {

  /** Features that are summed in float32, by {@link RowLoops#SUMS} sums. */
  static final int CHUNK = 4096;

  private static final int INFINITE_BITS = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  private static final RowLoops BEST =
      VectorModule.choose(RowLoops.class, "VectorRowLoops", PlainRowLoops::new);

  private final RowLoops loops;
  private final int outputs;
  private final int features;
  private final float[][] matrices;

  /** Outputs in whole panels. */
  private final int even;

  /** Outputs in whole vectors. */
  private final int width;

  /** Features in whole vectors. */
  private final int length;

  private final float[] sums;
  private final float[] partial;

  /** A dense row in whole vectors, where m is not a multiple of theirs. */
  private final float[] row;

  /** Panel after panel, see {@link RowLoops}; made when the first dense row comes. */
  private float[] panels;

  /** Feature after feature; made when the first sparse row comes. */
  private float[] columns;

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
    this.matrices = matrices;
    outputs = Arrays.stream(matrices).mapToInt(matrix -> matrix.length / features).sum();
    even = outputs + outputs % RowLoops.NARROW;
    width = wholeVectors(outputs);
    length = wholeVectors(features);
    sums = new float[RowLoops.SUMS * width];
    partial = new float[width];
    row = new float[length == features ? 0 : length];
  }

  private static int wholeVectors(int count) {
    return Math.addExact(count, RowLoops.SUMS - 1) / RowLoops.SUMS * RowLoops.SUMS;
  }

  /**
   * Adds the product to an array.
   *
   * @param indices ascending features of the values, or null when all are given
   * @param values of the row
   * @param into one sum an output, in the order of the matrices' rows
   */
  void addTo(int[] indices, float[] values, double[] into) {
    if (indices == null) {
      addDense(values, into);
    } else {
      addSparse(indices, values, into);
    }
  }

  private void addDense(float[] values, double[] into) {
    if (panels == null) {
      panels = panels();
    }
    float[] whole = values;
    if (length > features) {
      System.arraycopy(values, 0, row, 0, features);
      whole = row;
    }
    for (int from = 0; from < length; from += CHUNK) {
      int to = Math.min(length, from + CHUNK);
      loops.dense(whole, from, to, panels, length, even, sums);
      for (int j = 0; j < outputs; j++) {
        partial[j] = total(j * RowLoops.SUMS, 1);
      }
      add(null, values, from, Math.min(features, to), into);
    }
  }

  private void addSparse(int[] indices, float[] values, double[] into) {
    if (columns == null) {
      columns = columns();
    }
    int from = 0;
    while (from < values.length) {
      int to = chunkEnd(indices, from);
      Arrays.fill(sums, 0f);
      loops.sparse(indices, values, from, to, columns, width, sums);
      for (int j = 0; j < outputs; j++) {
        partial[j] = total(j, width);
      }
      add(indices, values, from, to, into);
      from = to;
    }
  }

  /** All sums of an output in pairs, the first at s, the next ones each so many floats on. */
  private float total(int s, int stride) {
    return quarter(s, stride)
        + quarter(s + 4 * stride, stride)
        + (quarter(s + 8 * stride, stride) + quarter(s + 12 * stride, stride));
  }

  private float quarter(int s, int stride) {
    return sums[s] + sums[s + stride] + (sums[s + 2 * stride] + sums[s + 3 * stride]);
  }

  private int chunkEnd(int[] indices, int from) {
    int end = Math.min(features, (indices[from] / CHUNK + 1) * CHUNK);
    int to = from + 1;
    while (to < indices.length && indices[to] < end) {
      to++;
    }
    return to;
  }

  private void add(int[] indices, float[] values, int from, int to, double[] into) {
    int largest = 0;
    for (int j = 0; j < outputs; j++) {
      // By the bits without the sign, since they compare faster than numbers do.
      largest = Math.max(largest, Float.floatToRawIntBits(partial[j]) & Integer.MAX_VALUE);
    }
    if (largest >= INFINITE_BITS) {
      addInDouble(indices, values, from, to, into);
      return;
    }
    for (int j = 0; j < outputs; j++) {
      into[j] += partial[j];
    }
  }

  /** Values near the end of float32 leave its range in a sum. */
  private void addInDouble(int[] indices, float[] values, int from, int to, double[] into) {
    int output = 0;
    for (float[] matrix : matrices) {
      for (int at = 0; at < matrix.length; at += features) {
        for (int p = from; p < to; p++) {
          into[output] += (double) values[p] * matrix[at + (indices == null ? p : indices[p])];
        }
        output++;
      }
    }
  }

  private float[] panels() {
    float[] table = new float[Math.multiplyExact(length, even)];
    int output = 0;
    for (float[] matrix : matrices) {
      for (int at = 0; at < matrix.length; at += features) {
        int panel = RowLoops.panel(output, even);
        int wide = RowLoops.panelWidth(output, even);
        int first = panel * length + (output - panel) * RowLoops.SUMS;
        for (int t = 0; t < features; t++) {
          int inVector = t % RowLoops.SUMS;
          table[first + (t - inVector) * wide + inVector] = matrix[at + t];
        }
        output++;
      }
    }
    return table;
  }

  private float[] columns() {
    float[] table = new float[Math.multiplyExact(features, width)];
    int output = 0;
    for (float[] matrix : matrices) {
      for (int at = 0; at < matrix.length; at += features) {
        for (int t = 0; t < features; t++) {
          table[t * width + output] = matrix[at + t];
        }
        output++;
      }
    }
    return table;
  }
}
