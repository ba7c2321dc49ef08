package io.github.paenmf.spark.data;

import java.util.ArrayList;
import java.util.List;
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
   * @param skipInvalid whether rows that are not data points are left out instead of raising an
   *     error
   */
  public static JavaRDD<SizedPoint> points(
      Dataset<?> dataset,
      String featuresCol,
      String weightCol,
      FeatureReader reader,
      boolean skipInvalid) {
    List<Column> columns = new ArrayList<>();
    columns.add(functions.col(featuresCol));
    if (!weightCol.isEmpty()) {
      columns.add(functions.col(weightCol).cast("double"));
    }
    JavaRDD<Row> rows = dataset.select(columns.toArray(new Column[0])).javaRDD();
    boolean weighted = !weightCol.isEmpty();
    JavaRDD<Row> kept =
        skipInvalid
            ? rows.filter(row -> reader.accepts(row.get(0)) && (!weighted || isWeight(row.get(1))))
            : rows;
    JavaRDD<SizedPoint> points =
        kept.map(
            row -> {
              float weight = weighted ? weight(row.get(1), weightCol) : 1f;
              FeatureReader.Values values = reader.read(row.get(0));
              return new SizedPoint(values.length(), values.toPoint(weight));
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
