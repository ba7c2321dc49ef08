package io.github.paenmf.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Generated tables of known parts: gamma-like coefficients times sparse parts, plus noise, cut at
 * 0.
 */
public final class KnownTable {

  private KnownTable() {}

  /** Rows of non-negative values with a little noise. */
  public static double[][] rows(int n, int m, int rank, long seed) {
    return rows(n, m, rank, seed, 0.05);
  }

  /** Rows of non-negative values with noise of this standard deviation. */
  public static double[][] rows(int n, int m, int rank, long seed, double noise) {
    Random random = new Random(seed);
    double[][] parts = new double[rank][m];
    for (double[] part : parts) {
      for (int t = 0; t < m; t++) {
        part[t] = random.nextDouble() < 0.4 ? random.nextDouble() : 0;
      }
    }
    double[][] rows = new double[n][m];
    for (double[] row : rows) {
      for (double[] part : parts) {
        double h = -Math.log(1 - random.nextDouble());
        for (int t = 0; t < m; t++) {
          row[t] += h * part[t];
        }
      }
      for (int t = 0; t < m; t++) {
        row[t] = Math.max(0, row[t] + noise * random.nextGaussian());
      }
    }
    return rows;
  }

  /** The rows as a DataFrame of id, features and weight, spread over some partitions. */
  public static Dataset<Row> frame(double[][] rows, int partitions, boolean sparse) {
    return frame(LocalSpark.session(), rows, partitions, sparse);
  }

  /** The same in a session of its own. */
  public static Dataset<Row> frame(
      SparkSession spark, double[][] rows, int partitions, boolean sparse) {
    List<Row> all = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      Vector dense = Vectors.dense(rows[i]);
      all.add(RowFactory.create(i, sparse ? dense.toSparse() : dense, 1.0));
    }
    StructType schema =
        new StructType()
            .add("id", DataTypes.IntegerType)
            .add("features", SQLDataTypes.VectorType())
            .add("weight", DataTypes.DoubleType);
    return spark.createDataFrame(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(all, partitions),
        schema);
  }
}
