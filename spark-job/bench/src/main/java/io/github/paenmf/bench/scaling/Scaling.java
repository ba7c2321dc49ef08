package io.github.paenmf.bench.scaling;

import io.github.paenmf.spark.PaeNmf;
import io.github.paenmf.spark.PaeNmfSummary;
import java.util.SplittableRandom;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;

/**
 * Prints seconds of distributed fits of the same number of rounds: rows times 1, 2, 4 and 8 of a
 * dense table, non-zeros times 1, 2 and 4 of a sparse one, rank times 1 and 2; on a cluster also
 * with one and with two cores. The second of two fits each, and its multiple of the first line.
 *
 * <p>Arguments: master (local[2]; a standalone cluster on this machine reads the class path that
 * this program was started with), rows (5000), features (500).
 */
public final class Scaling {

  private static final int RANK = 20;

  /** Share of non-zeros of the sparse table. */
  private static final double SHARE = 0.01;

  /** Features of the sparse table for each of the dense one. */
  private static final int WIDER = 10;

  private Scaling() {}

  /** Prints the table. */
  public static void main(String[] arguments) {
    String master = arguments.length > 0 ? arguments[0] : "local[2]";
    int rows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5_000;
    int features = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 500;
    boolean cluster = master.startsWith("spark:");
    for (int cores = cluster ? 1 : 2; cores <= 2; cores++) {
      SparkSession spark =
          SparkSession.builder()
              .master(master)
              .appName("scaling")
              .config("spark.ui.enabled", false)
              .config("spark.cores.max", cores)
              .config("spark.executor.cores", 1)
              .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
              .config("spark.scheduler.minRegisteredResourcesRatio", 1.0)
              .getOrCreate();
      try {
        lines(spark, rows, features, cluster ? ", cores " + cores : "");
      } finally {
        spark.stop();
      }
    }
  }

  private static void lines(SparkSession spark, int rows, int features, String where) {
    double base = 0;
    for (int times = 1; times <= 8; times *= 2) {
      double seconds = seconds(spark, (long) rows * times, features, 1, RANK);
      base = times == 1 ? seconds : base;
      print("rows x%d%s".formatted(times, where), seconds, base);
    }
    double wide = seconds(spark, rows, features, 1, 2 * RANK);
    print("rank x2" + where, wide, base);
    for (int times = 1; times <= 4; times *= 2) {
      double seconds = seconds(spark, rows, WIDER * features, SHARE * times, RANK);
      base = times == 1 ? seconds : base;
      print("non-zeros x%d%s".formatted(times, where), seconds, base);
    }
  }

  private static void print(String what, double seconds, double base) {
    System.out.printf("%s: %.2f s, x%.2f%n", what, seconds, seconds / base);
  }

  private static double seconds(
      SparkSession spark, long rows, int features, double share, int rank) {
    UDF1<Long, Vector> make = id -> row(id, features, share);
    Dataset<Row> table =
        spark
            .range(rows)
            .select(
                functions
                    .udf(make, SQLDataTypes.VectorType())
                    .apply(functions.col("id"))
                    .as("features"));
    double seconds = 0;
    for (int turn = 0; turn < 2; turn++) {
      PaeNmfSummary summary =
          new PaeNmf()
              .setRank(rank)
              .setMaxIter(15)
              .setInitSteps(5)
              .setTol(0)
              .setSource("distributed")
              .setPartitions(8)
              .fit(table)
              .summary();
      seconds = summary.fitSeconds();
    }
    return seconds;
  }

  private static Vector row(long id, int features, double share) {
    SplittableRandom random = new SplittableRandom(id);
    double level = 1 + random.nextDouble();
    if (share == 1) {
      return Vectors.dense(random.doubles(features).map(v -> level * v).toArray());
    }
    int count = (int) (share * features);
    int[] indices = random.ints(0, features).distinct().limit(count).sorted().toArray();
    return Vectors.sparse(features, indices, random.doubles(count).map(v -> level * v).toArray());
  }
}
