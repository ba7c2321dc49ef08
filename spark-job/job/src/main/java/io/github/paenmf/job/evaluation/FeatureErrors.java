package io.github.paenmf.job.evaluation;

import io.github.paenmf.spark.PaeNmfModel;
import io.github.paenmf.spark.data.OrderedSums;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Errors of a model by feature, with the coefficients that transform writes. */
public final class FeatureErrors {

  private FeatureErrors() {}

  /**
   * One row a feature, in the model's order and its scaled units: {@code feature}, {@code mean},
   * {@code meanSquaredError}, {@code relativeError} (the feature's share of ||X - H W'|| / ||X||)
   * and {@code explained} (1 - squared error / squared distance from the mean). The last two are
   * null for a feature that is 0, or the same, in every row.
   *
   * @param rows with the features that the model reads
   * @param names of the features; empty for their numbers from 1
   */
  public static Dataset<Row> of(
      SparkSession spark, PaeNmfModel model, Dataset<Row> rows, List<String> names) {
    int features = model.numFeatures();
    int rank = model.getRank();
    PaeNmfModel only = model.copy(ParamMap.empty()).setScaleCol("").setShapeCol("").setLossCol("");
    JavaRDD<FeatureSums> partials =
        only.transform(rows)
            .select(model.getFeaturesCol(), model.getOutputCol())
            .javaRDD()
            .mapPartitions(
                share -> {
                  FeatureSums sums = new FeatureSums(features, rank);
                  share.forEachRemaining(
                      row -> sums.add(row.getAs(0), row.<Vector>getAs(1).toArray()));
                  return List.of(sums).iterator();
                });
    FeatureSums sums = OrderedSums.of(partials, FeatureSums::add);
    float[] parts = model.fitted().parts();
    List<Row> table = new ArrayList<>(features);
    for (int j = 0; j < features; j++) {
      double error = sums.error(j, parts);
      double squares = sums.squares(j);
      double spread = sums.spread(j);
      table.add(
          RowFactory.create(
              names.isEmpty() ? Integer.toString(j + 1) : names.get(j),
              sums.mean(j),
              error / sums.points(),
              squares > 0 ? Math.sqrt(error / squares) : null,
              spread > 0 ? 1 - error / spread : null));
    }
    StructType schema =
        new StructType()
            .add("feature", DataTypes.StringType, false)
            .add("mean", DataTypes.DoubleType, false)
            .add("meanSquaredError", DataTypes.DoubleType, false)
            .add("relativeError", DataTypes.DoubleType, true)
            .add("explained", DataTypes.DoubleType, true);
    return spark.createDataFrame(table, schema).coalesce(1);
  }
}
