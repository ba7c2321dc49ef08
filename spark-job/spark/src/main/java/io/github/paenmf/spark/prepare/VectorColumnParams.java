package io.github.paenmf.spark.prepare;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * The column that every preparation stage reads and replaces.
 *
 * @param <T> the stage itself, for chained setters
 */
public interface VectorColumnParams<T extends VectorColumnParams<T>> extends Params {

  /** This stage. */
  T self();

  /** Name of the vector column, read and replaced; default {@code features}. */
  default Param<String> featuresCol() {
    // Equal to any other of this stage: Spark compares params by stage and name.
    return new Param<>(this, "featuresCol", "vector column, read and replaced");
  }

  /** Value of {@link #featuresCol}. */
  default String getFeaturesCol() {
    return getOrDefault(featuresCol());
  }

  /** Sets {@link #featuresCol}. */
  default T setFeaturesCol(String value) {
    set(featuresCol(), value);
    return self();
  }
}
