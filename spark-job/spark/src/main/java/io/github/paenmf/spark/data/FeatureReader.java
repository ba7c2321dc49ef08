package io.github.paenmf.spark.data;

import io.github.paenmf.core.block.DataPoint;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;

/**
 * Reads one value of the features column, an ML vector or an array of float or double, into float32
 * and checks it: no null, no NaN, nothing infinite or negative, nothing beyond the range of
 * float32, the expected length.
 */
public final class FeatureReader implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Positive doubles are in the order of their bits. */
  private static final long LARGEST_BITS = Double.doubleToRawLongBits(Float.MAX_VALUE);

  private final int features;
  private final String[] names;

  /**
   * A reader.
   *
   * @param features expected length, or -1 when any length is taken
   * @param names feature names for messages, or null
   */
  public FeatureReader(int features, String[] names) {
    this.features = features;
    this.names = names == null ? null : names.clone();
  }

  /** The values of a row, with indices when it is sparse. */
  public record Values(int length, int[] indices, float[] values) {

    /** As a data point. */
    public DataPoint toPoint(float weight) {
      return indices == null
          ? DataPoint.dense(values, weight)
          : DataPoint.sparse(length, indices, values, weight);
    }
  }

  /**
   * Reads and checks.
   *
   * @throws InvalidRowException when the value is not a data point
   */
  public Values read(Object column) {
    Values read;
    if (column instanceof SparseVector sparse) {
      read = sparse(sparse);
    } else if (column instanceof DenseVector dense) {
      read = dense(dense.values());
    } else if (column instanceof Vector vector) {
      read = dense(vector.toArray());
    } else if (column instanceof scala.collection.Seq<?> sequence) {
      read = sequence(sequence);
    } else {
      throw new InvalidRowException(
          column == null
              ? "a row has null features, expected a vector"
              : "a row has features of type %s, expected a vector or an array of numbers"
                  .formatted(column.getClass().getSimpleName()));
    }
    if (features >= 0 && read.length() != features) {
      throw new InvalidRowException(
          "a row has %d features, expected %d".formatted(read.length(), features));
    }
    return read;
  }

  /** Whether {@link #read} would take the value. */
  public boolean accepts(Object column) {
    try {
      read(column);
      return true;
    } catch (InvalidRowException e) {
      return false;
    }
  }

  private Values dense(double[] from) {
    float[] values = new float[from.length];
    long outside = 0;
    for (int t = 0; t < values.length; t++) {
      // Minus zero would hash unlike zero.
      double value = from[t] + 0.0;
      // By the bits, without a branch: below 0 or NaN or beyond the largest leaves a sign.
      long bits = Double.doubleToRawLongBits(value);
      outside |= bits | (LARGEST_BITS - bits);
      values[t] = (float) value;
    }
    if (outside < 0) {
      for (int t = 0; t < values.length; t++) {
        checked(from[t], t);
      }
    }
    return new Values(values.length, null, values);
  }

  private Values sparse(SparseVector from) {
    int[] indices = from.indices();
    double[] stored = from.values();
    float[] values = new float[stored.length];
    int kept = 0;
    int[] keptIndices = new int[stored.length];
    for (int p = 0; p < stored.length; p++) {
      float value = checked(stored[p], indices[p]);
      if (value != 0f) {
        keptIndices[kept] = indices[p];
        values[kept++] = value;
      }
    }
    return new Values(from.size(), Arrays.copyOf(keptIndices, kept), Arrays.copyOf(values, kept));
  }

  private Values sequence(scala.collection.Seq<?> from) {
    float[] values = new float[from.size()];
    for (int t = 0; t < values.length; t++) {
      Object value = from.apply(t);
      if (!(value instanceof Number number)) {
        throw new InvalidRowException(
            "%s of a row is %s, expected a number of at least 0".formatted(name(t), value));
      }
      values[t] = checked(number.doubleValue(), t);
    }
    return new Values(values.length, null, values);
  }

  private float checked(double value, int feature) {
    // The comparison is false for NaN too.
    if (!(value >= 0 && value <= Float.MAX_VALUE)) {
      throw new InvalidRowException(
          "%s of a row is %s, expected a number from 0 to %s"
              .formatted(name(feature), value, Float.MAX_VALUE));
    }
    // Minus zero would hash unlike zero.
    return (float) value + 0f;
  }

  private String name(int feature) {
    return names != null && feature < names.length
        ? "feature %d (%s)".formatted(feature, names[feature])
        : "feature " + feature;
  }
}
