package io.github.paenmf.job.fit;

import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Fits models and recognises them. */
public interface Factorisation {

  /** A model and how its fit went. */
  record Fit(FittedModel model, FitReport report) {}

  /** Fits prepared rows, vectors in column {@code features}. */
  Fit fit(Dataset<Row> prepared, FitSettings settings);

  /**
   * The model in a stage of a loaded pipeline.
   *
   * @return {@code null} when the stage is none
   */
  FittedModel of(Transformer stage);
}
