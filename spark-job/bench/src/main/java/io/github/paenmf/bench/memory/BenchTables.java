package io.github.paenmf.bench.memory;

import java.util.SplittableRandom;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;

/** Tables of random rows, each worked out from its number. */
final class BenchTables {

  private static final int NON_ZEROS = 40;

  private BenchTables() {}

  private interface Maker extends UDF1<Long, Vector> {}

  static Dataset<Row> dense(SparkSession spark, long rows, int features) {
    return table(
        spark, rows, id -> Vectors.dense(new SplittableRandom(id).doubles(features).toArray()));
  }

  static Dataset<Row> sparse(SparkSession spark, long rows, int features) {
    return table(
        spark,
        rows,
        id -> {
          SplittableRandom random = new SplittableRandom(id);
          int[] indices = random.ints(0, features).distinct().limit(NON_ZEROS).sorted().toArray();
          return Vectors.sparse(features, indices, random.doubles(NON_ZEROS).toArray());
        });
  }

  private static Dataset<Row> table(SparkSession spark, long rows, Maker maker) {
    return spark
        .range(rows)
        .select(
            functions
                .udf(maker, SQLDataTypes.VectorType())
                .apply(functions.col("id"))
                .as("features"));
  }
}
