package io.github.paenmf.spark.data;

import io.github.paenmf.core.block.DataPoint;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Turns the features column, and a weight column if there is one, into data points. */
public final class PointReader {

  private PointReader() {}

  /**
   * The data points of a DataFrame.
   *
   * @param dataset with the columns
   * @param featuresCol features
   * @param weightCol weights, or empty
   * @param reader checks a row
   * @param exogenous checks its extra inputs, if there are any
   * @param skipInvalid whether rows that are not data points are left out instead of raising an
   *     error
   */
  public static JavaRDD<SizedPoint> points(
      Dataset<?> dataset,
      String featuresCol,
      String weightCol,
      FeatureReader reader,
      ExogenousReader exogenous,
      boolean skipInvalid) {
    boolean weighted = !weightCol.isEmpty();
    boolean extra = exogenous.present();
    Column none = functions.lit(null);
    JavaRDD<Row> rows =
        dataset
            .select(
                functions.col(featuresCol),
                weighted ? functions.col(weightCol).cast("double") : none.cast("double"),
                extra ? functions.col(exogenous.column()) : none.cast("double"))
            .javaRDD();
    JavaRDD<Row> kept =
        skipInvalid
            ? rows.filter(
                row ->
                    reader.accepts(row.get(0))
                        && (!weighted || isWeight(row.get(1)))
                        && (!extra || exogenous.accepts(row.get(2))))
            : rows;
    JavaRDD<SizedPoint> points =
        kept.map(
            row -> {
              float weight = weighted ? weight(row.get(1), weightCol) : 1f;
              FeatureReader.Values values = reader.read(row.get(0));
              DataPoint point = values.toPoint(weight);
              return new SizedPoint(
                  values.length(), extra ? point.withExogenous(exogenous.read(row.get(2))) : point);
            });
    return weighted ? points.filter(sized -> sized.point().weight() > 0f) : points;
  }

  private static boolean isWeight(Object value) {
    return value instanceof Double weight && weight >= 0 && weight <= Float.MAX_VALUE;
  }

  private static float weight(Object value, String column) {
    if (!isWeight(value)) {
      throw new InvalidRowException(
          "column %s holds the weight %s, expected a number of at least 0"
              .formatted(column, value));
    }
    return ((Double) value).floatValue();
  }
}
