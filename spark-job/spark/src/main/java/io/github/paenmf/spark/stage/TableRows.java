package io.github.paenmf.spark.stage;

import io.github.paenmf.core.accelerator.DeviceKind;
import io.github.paenmf.spark.data.ExogenousReader;
import io.github.paenmf.spark.data.FeatureReader;
import io.github.paenmf.spark.data.PointReader;
import io.github.paenmf.spark.source.SourceChoice;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.storage.StorageLevel;

/**
 * The rows of a DataFrame as the passes of a fit or an evaluation want them, by a stage's params.
 */
public final class TableRows {

  private TableRows() {}

  /** Reads, counts and places rows without extra inputs as their size asks for. */
  public static SourceChoice.Chosen of(
      FactorParams<?> stage, Dataset<?> dataset, FeatureReader reader) {
    return of(stage, dataset, reader, ExogenousReader.NONE, SourceChoice.Review.NONE);
  }

  /**
   * Reads, counts and places the rows.
   *
   * @param stage whose params say what to read and where to keep it
   * @param dataset with the columns
   * @param reader checks a row
   * @param exogenous checks its extra inputs, if there are any
   * @param review has the last word on how the rows are cut and where they go
   */
  public static SourceChoice.Chosen of(
      FactorParams<?> stage,
      Dataset<?> dataset,
      FeatureReader reader,
      ExogenousReader exogenous,
      SourceChoice.Review review) {
    return SourceChoice.choose(
        PointReader.points(
            dataset,
            stage.getFeaturesCol(),
            stage.getWeightCol(),
            reader,
            exogenous,
            stage.getHandleInvalid().equals(FactorParamSet.SKIP)),
        new SourceChoice.Settings(
            stage.getSource(),
            stage.getMaxInProcessMB(),
            stage.getMaxBlockSizeInMB(),
            stage.getPartitions(),
            stage.getAggregationDepth(),
            stage.getMaxSumsInMB(),
            DeviceKind.valueOf(stage.getDevice().toUpperCase(Locale.ROOT))),
        !dataset.storageLevel().equals(StorageLevel.NONE()),
        review);
  }
}
