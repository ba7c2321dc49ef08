package io.github.paenmf.core.block;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;

/**
 * One data point on its way into a block: a non-negative vector of length m, dense ({@code indices
 * == null}) or sparse.
 *
 * @param key content hash ({@link RowHash})
 * @param weight at least 0
 * @param indices ascending feature indices of the non-zeros, or null when dense
 * @param values all m values, or the non-zeros
 * @param exogenous extra inputs of the encoder, of any sign, or null
 */
public record DataPoint(long key, float weight, int[] indices, float[] values, float[] exogenous)
    implements Serializable {

  /**
   * The order of data points inside a partition: by content alone, so that a block holds the same
   * rows in the same places whatever order they arrived in. Equal rows of different weight are told
   * apart by the weight.
   */
  public static final Comparator<DataPoint> BY_CONTENT =
      Comparator.comparingLong(DataPoint::key)
          .thenComparing(DataPoint::values, Arrays::compare)
          .thenComparing(DataPoint::indices, Comparator.nullsFirst(Arrays::compare))
          .thenComparingDouble(DataPoint::weight)
          .thenComparing(DataPoint::exogenous, Comparator.nullsFirst(Arrays::compare));

  /** A dense data point; its zeros stay stored. */
  public static DataPoint dense(float[] values, float weight) {
    return new DataPoint(RowHash.dense(values, 0, values.length), weight, null, values, null);
  }

  /** A sparse data point of length {@code features}. */
  public static DataPoint sparse(int features, int[] indices, float[] values, float weight) {
    return new DataPoint(
        RowHash.sparse(indices, values, 0, indices.length, features),
        weight,
        indices,
        values,
        null);
  }

  /** The same with extra inputs; the content hash stays that of the values. */
  public DataPoint withExogenous(float[] inputs) {
    return new DataPoint(key, weight, indices, values, inputs);
  }

  /** The partition, of {@code partitions}, that this data point belongs to: by content alone. */
  public int partition(int partitions) {
    return (int) ((key >>> 33) % partitions);
  }

  /** Number of values that are not zero. */
  public int nonZeros() {
    int count = 0;
    for (float v : values) {
      if (v != 0f) {
        count++;
      }
    }
    return count;
  }
}
