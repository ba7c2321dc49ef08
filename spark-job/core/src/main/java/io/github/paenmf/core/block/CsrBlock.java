package io.github.paenmf.core.block;

import java.util.Objects;

/**
 * A sparse block in compressed sparse rows: the non-zeros of row i are {@code values[rowStart[i] ..
 * rowStart[i+1])}, in the ascending feature indices {@code columns} of the same positions.
 *
 * @param rows number of data points
 * @param features length m of each data point
 * @param rowStart rows + 1 offsets
 * @param columns feature index of every non-zero
 * @param values every non-zero
 * @param weights rows, or null when all are 1
 * @param keys content hash of every row
 * @param exogenous extra inputs, e x rows, or null
 */
public record CsrBlock(
    int rows,
    int features,
    int[] rowStart,
    int[] columns,
    float[] values,
    float[] weights,
    long[] keys,
    float[] exogenous)
    implements Block {

  /** A block of rows without extra inputs. */
  public CsrBlock(
      int rows,
      int features,
      int[] rowStart,
      int[] columns,
      float[] values,
      float[] weights,
      long[] keys) {
    this(rows, features, rowStart, columns, values, weights, keys, null);
  }

  /** Checks the shapes. */
  public CsrBlock {
    Objects.requireNonNull(rowStart, "rowStart");
    Objects.requireNonNull(columns, "columns");
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(keys, "keys");
    if (rowStart.length != rows + 1
        || columns.length != values.length
        || rowStart[rows] != values.length
        || keys.length != rows
        || (weights != null && weights.length != rows)
        || (exogenous != null
            && (rows == 0 ? exogenous.length > 0 : exogenous.length % rows != 0))) {
      throw new IllegalArgumentException(
          "a sparse block of %d x %d got %d row starts, %d columns, %d values and %d keys"
              .formatted(
                  rows, features, rowStart.length, columns.length, values.length, keys.length));
    }
  }

  @Override
  public long storedValues() {
    return values.length;
  }
}
