package io.github.paenmf.core.block;

import java.util.Objects;

/**
 * A dense block, row-major: feature t of row i stands at {@code values[i * features + t]}.
 *
 * @param rows number of data points
 * @param features length m of each data point
 * @param values rows x features, row-major
 * @param weights rows, or null when all are 1
 * @param keys content hash of every row
 * @param exogenous extra inputs, e x rows, or null
 */
public record DenseBlock(
    int rows, int features, float[] values, float[] weights, long[] keys, float[] exogenous)
    implements Block {

  /** A block of rows without extra inputs. */
  public DenseBlock(int rows, int features, float[] values, float[] weights, long[] keys) {
    this(rows, features, values, weights, keys, null);
  }

  /** Checks the shapes. */
  public DenseBlock {
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(keys, "keys");
    if (values.length != (long) rows * features
        || keys.length != rows
        || (weights != null && weights.length != rows)
        || (exogenous != null
            && (rows == 0 ? exogenous.length > 0 : exogenous.length % rows != 0))) {
      throw new IllegalArgumentException(
          "a dense block of %d x %d got %d values and %d keys"
              .formatted(rows, features, values.length, keys.length));
    }
  }

  @Override
  public long storedValues() {
    return values.length;
  }
}
