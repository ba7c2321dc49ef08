package io.github.paenmf.spark;

import io.github.paenmf.spark.data.ExogenousReader;
import io.github.paenmf.spark.data.FeatureReader;
import io.github.paenmf.spark.data.PointReader;
import io.github.paenmf.spark.source.SourceChoice;
import org.apache.spark.sql.Dataset;
import org.apache.spark.storage.StorageLevel;

/**
 * The rows of a DataFrame as the passes of a fit or an evaluation want them, by a stage's params.
 */
final class TableRows {

  private TableRows() {}

  /**
   * Reads, counts and places the rows.
   *
   * @param stage whose params say what to read and where to keep it
   * @param dataset with the columns
   * @param reader checks a row
   * @param exogenous checks its extra inputs, if there are any
   */
  static SourceChoice.Chosen of(
      PaeNmfParams<?> stage, Dataset<?> dataset, FeatureReader reader, ExogenousReader exogenous) {
    return SourceChoice.choose(
        PointReader.points(
            dataset,
            stage.getFeaturesCol(),
            stage.getWeightCol(),
            reader,
            exogenous,
            stage.getHandleInvalid().equals(PaeNmfParamSet.SKIP)),
        new SourceChoice.Settings(
            stage.getSource(),
            stage.getMaxInProcessMB(),
            stage.getMaxBlockSizeInMB(),
            stage.getPartitions()),
        !dataset.storageLevel().equals(StorageLevel.NONE()));
  }
}
