package io.github.paenmf.bench.ml;

import io.github.paenmf.bench.study.NumberTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Tables of numbers as DataFrames in a local session. */
public final class RealFrames {

  private RealFrames() {}

  /** A session of this JVM. */
  public static SparkSession session(String name) {
    return SparkSession.builder()
        .master("local[*]")
        .appName(name)
        .config("spark.ui.enabled", false)
        .getOrCreate();
  }

  /** Columns id (from 0) and features. */
  public static Dataset<Row> of(SparkSession spark, NumberTable table) {
    List<Row> rows = new ArrayList<>();
    for (double[] row : table.rows()) {
      rows.add(RowFactory.create(rows.size(), Vectors.dense(row)));
    }
    StructType schema =
        new StructType()
            .add("id", DataTypes.IntegerType, false)
            .add("features", SQLDataTypes.VectorType(), false);
    return spark.createDataFrame(rows, schema);
  }
}
