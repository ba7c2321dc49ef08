package io.github.paenmf.core.prepare;

import java.util.Arrays;

/**
 * The values of one data point, dense or sparse.
 *
 * @param size number of features m
 * @param indices positions of the stored values in increasing order; {@code null} when all m values
 *     are stored
 * @param values stored values; {@code NaN} stands for a missing value
 */
public record RowValues(int size, int[] indices, double[] values) {

  /** All values stored. */
  public static RowValues dense(double[] values) {
    return new RowValues(values.length, null, values);
  }

  /** Only the named positions stored; all others are 0. */
  public static RowValues sparse(int size, int[] indices, double[] values) {
    return new RowValues(size, indices, values);
  }

  /** Whether only some positions are stored. */
  public boolean isSparse() {
    return indices != null;
  }

  /** The feature that stored value {@code i} belongs to. */
  public int feature(int i) {
    return indices == null ? i : indices[i];
  }

  /** The same positions with other values. */
  public RowValues withValues(double[] other) {
    return new RowValues(size, indices, other);
  }

  /** Whether any stored value is missing. */
  public boolean hasMissing() {
    for (double v : values) {
      if (Double.isNaN(v)) {
        return true;
      }
    }
    return false;
  }

  /** A new array of all m values. */
  public double[] toDense() {
    if (indices == null) {
      return values.clone();
    }
    double[] all = new double[size];
    for (int i = 0; i < indices.length; i++) {
      all[indices[i]] = values[i];
    }
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowValues row
        && size == row.size
        && Arrays.equals(indices, row.indices)
        && Arrays.equals(values, row.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * size + Arrays.hashCode(indices)) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "RowValues[size="
        + size
        + ", indices="
        + Arrays.toString(indices)
        + ", values="
        + Arrays.toString(values)
        + "]";
  }
}
