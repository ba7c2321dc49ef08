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
 */
public record DenseBlock(int rows, int features, float[] values, float[] weights, long[] keys)
    implements Block {

  /** Checks the shapes. */
  public DenseBlock {
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(keys, "keys");
    if (values.length != (long) rows * features
        || keys.length != rows
        || (weights != null && weights.length != rows)) {
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
