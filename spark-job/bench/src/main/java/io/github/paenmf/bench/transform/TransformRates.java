package io.github.paenmf.bench.transform;

import io.github.paenmf.core.linalg.BlasThreads;
import io.github.paenmf.spark.PaeNmf;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Prints rows a second of transform to the coefficients column, beside MLlib's PCA of the same
 * number of components on the same cached rows: pairs in turn, medians.
 *
 * <p>Arguments: rows (1000000), features (361), pairs (5), ranks (9 81).
 */
public final class TransformRates {

  /** Parts that the rows are made of. */
  private static final int PARTS = 12;

  private TransformRates() {}

  /** Prints the table. */
  public static void main(String[] arguments) {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    int features = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 361;
    int pairs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    int[] ranks =
        arguments.length > 3
            ? Arrays.stream(arguments).skip(3).mapToInt(Integer::parseInt).toArray()
            : new int[] {9, 81};
    SparkSession spark =
        SparkSession.builder()
            .master("local[*]")
            .appName("transform rates")
            .config("spark.ui.enabled", false)
            .getOrCreate();
    try {
      Dataset<Row> table = table(spark, rows, features).persist(StorageLevel.MEMORY_ONLY());
      System.out.printf("%d cached rows of %d features%n", table.count(), features);
      Dataset<Row> sample = table.limit(2_000).persist();
      for (int rank : ranks) {
        Transformer ours =
            new PaeNmf()
                .setRank(rank)
                .setMaxIter(5)
                .setInitSteps(5)
                .setOutputCol("out")
                .fit(sample);
        Transformer pca =
            new PCA().setK(rank).setInputCol("features").setOutputCol("out").fit(sample);
        BlasThreads.set(1);
        race(rank, rows, pairs, ours, pca, table);
      }
    } finally {
      spark.stop();
    }
  }

  private static void race(
      int rank, int rows, int pairs, Transformer ours, Transformer pca, Dataset<Row> table) {
    seconds(ours, table);
    seconds(pca, table);
    double[] mine = new double[pairs];
    double[] theirs = new double[pairs];
    double[] ratios = new double[pairs];
    for (int pair = 0; pair < pairs; pair++) {
      mine[pair] = seconds(ours, table);
      theirs[pair] = seconds(pca, table);
      ratios[pair] = theirs[pair] / mine[pair];
    }
    System.out.printf(
        "rank %d: PAE-NMF %.0f rows/s, PCA %.0f rows/s, median ratio of pairs %.2f (from %.2f to"
            + " %.2f)%n",
        rank,
        rows / median(mine),
        rows / median(theirs),
        median(ratios),
        Arrays.stream(ratios).min().orElseThrow(),
        Arrays.stream(ratios).max().orElseThrow());
  }

  private static double seconds(Transformer model, Dataset<Row> table) {
    long start = System.nanoTime();
    model.transform(table).select("out").write().format("noop").mode("overwrite").save();
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static Dataset<Row> table(SparkSession spark, long rows, int features) {
    UDF1<Long, Object> make = id -> Vectors.dense(row(id, features));
    return spark
        .range(rows)
        .select(
            functions
                .udf(make, SQLDataTypes.VectorType())
                .apply(functions.col("id"))
                .as("features"));
  }

  private static double[] row(long id, int features) {
    SplittableRandom random = new SplittableRandom(id);
    double[] weights = random.doubles(PARTS).map(u -> -Math.log1p(-u)).toArray();
    double[] row = new double[features];
    for (int t = 0; t < features; t++) {
      row[t] = weights[t % PARTS] + 0.3 * weights[t * 7 % PARTS] + 0.05 * random.nextDouble();
    }
    return row;
  }
}
