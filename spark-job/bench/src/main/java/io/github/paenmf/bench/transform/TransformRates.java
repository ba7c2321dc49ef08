package io.github.paenmf.bench.transform;

import io.github.paenmf.core.linalg.BlasThreads;
import io.github.paenmf.spark.PaeNmf;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Prints rows a second of transform to the coefficients column, beside MLlib's PCA of the same
 * number of components on the same cached rows: in turn, medians. A third way only copies the first
 * values of a row: what Spark itself takes to hand a vector out and to take one back.
 *
 * <p>Arguments: rows (1000000), features (361), pairs (5), ranks (9 81).
 */
public final class TransformRates {

  /** Parts that the rows are made of. */
  private static final int PARTS = 12;

  private TransformRates() {}

  /** Prints the table. */
  public static void main(String[] arguments) throws Exception {
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
    TaskTimes times = new TaskTimes();
    spark.sparkContext().addSparkListener(times);
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
        race(rank, rows, pairs, ours, pca, table, times);
      }
    } finally {
      spark.stop();
    }
  }

  /** What goes through the table: adds the column {@code out}. */
  private interface Column {
    Dataset<Row> add(Dataset<Row> table);
  }

  /** One way through the table, with what every turn took. */
  private static final class Runner {
    private final String name;
    private final Column column;
    private final double[] seconds;
    private final double[] processor;

    Runner(String name, Column column, int turns) {
      this.name = name;
      this.column = column;
      seconds = new double[turns];
      processor = new double[turns];
    }

    void run(int turn, Dataset<Row> table, TaskTimes times) throws Exception {
      SparkContext context = table.sparkSession().sparkContext();
      times.take(context);
      long start = System.nanoTime();
      column.add(table).select("out").write().format("noop").mode("overwrite").save();
      double took = (System.nanoTime() - start) / 1e9;
      double spent = times.take(context);
      if (turn >= 0) {
        seconds[turn] = took;
        processor[turn] = spent;
      }
    }
  }

  private static void race(
      int rank,
      long rows,
      int pairs,
      Transformer ours,
      Transformer pca,
      Dataset<Row> table,
      TaskTimes times)
      throws Exception {
    UDF1<Vector, Vector> first = vector -> Vectors.dense(Arrays.copyOf(vector.toArray(), rank));
    UserDefinedFunction copy = functions.udf(first, SQLDataTypes.VectorType());
    Runner mine = new Runner("PAE-NMF", ours::transform, pairs);
    Runner peer = new Runner("MLlib PCA", pca::transform, pairs);
    Runner bound =
        new Runner(
            "first values alone",
            data -> data.withColumn("out", copy.apply(functions.col("features"))),
            pairs);
    for (int turn = -2; turn < pairs; turn++) {
      for (Runner runner : List.of(mine, peer, bound)) {
        runner.run(turn, table, times);
      }
    }
    for (Runner runner : List.of(mine, peer, bound)) {
      System.out.printf(
          "rank %d: %-18s %7.0f rows/s, %5.2f us of a processor a row; rate of PAE-NMF to it by the"
              + " clock %.2f (%.2f to %.2f), by the processor %.2f%n",
          rank,
          runner.name,
          rows / median(runner.seconds),
          1e6 * median(runner.processor) / rows,
          median(ratios(runner.seconds, mine.seconds)),
          Arrays.stream(ratios(runner.seconds, mine.seconds)).min().orElseThrow(),
          Arrays.stream(ratios(runner.seconds, mine.seconds)).max().orElseThrow(),
          median(ratios(runner.processor, mine.processor)));
    }
  }

  private static double[] ratios(double[] theirs, double[] mine) {
    double[] ratios = new double[mine.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = theirs[i] / mine[i];
    }
    return ratios;
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
