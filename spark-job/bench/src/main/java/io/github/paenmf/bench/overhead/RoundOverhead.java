package io.github.paenmf.bench.overhead;

import io.github.paenmf.core.accelerator.DeviceKind;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.train.StatisticsSource;
import io.github.paenmf.spark.data.SizedPoint;
import io.github.paenmf.spark.source.SourceChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Prints what a round costs that computes nothing, beside an iteration of MLlib's
 * LogisticRegression with as many bytes of coefficients and as many partitions on hardly any data:
 * milliseconds of the job that brings the sums back, and from the start of one job to the start of
 * the next. Both in turn, medians of the jobs.
 *
 * <p>Arguments: master (local[2]; a standalone cluster on this machine reads the class path that
 * this program was started with), thousands of bytes of coefficients (120), jobs (100), partitions
 * (2 16).
 */
public final class RoundOverhead {

  /** Of the regression's sums by default, and of ours. */
  private static final int DEPTH = 2;

  private static final int ROWS_A_PARTITION = 4;

  /** Jobs of one turn. */
  private static final int TURN = 25;

  private static final int NON_ZEROS = 20;

  private RoundOverhead() {}

  /** Prints the table. */
  public static void main(String[] arguments) throws Exception {
    String master = arguments.length > 0 ? arguments[0] : "local[2]";
    int bytes = 1000 * (arguments.length > 1 ? Integer.parseInt(arguments[1]) : 120);
    int jobs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100;
    int[] partitions =
        arguments.length > 3
            ? Arrays.stream(arguments).skip(3).mapToInt(Integer::parseInt).toArray()
            : new int[] {2, 16};
    SparkSession spark =
        SparkSession.builder()
            .master(master)
            .appName("round overhead")
            .config("spark.ui.enabled", false)
            .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .config("spark.scheduler.minRegisteredResourcesRatio", 1.0)
            .getOrCreate();
    JobTimes times = new JobTimes();
    spark.sparkContext().addSparkListener(times);
    try {
      for (int count : partitions) {
        race(spark, times, master, bytes, jobs, count);
      }
    } finally {
      spark.stop();
    }
  }

  /** Milliseconds of jobs, and between the starts of neighbours. */
  private record Spans(List<Long> jobs, List<Long> rounds) {

    Spans() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void add(List<JobTimes.Job> done) {
      for (int i = 0; i < done.size(); i++) {
        jobs.add(done.get(i).end() - done.get(i).start());
        if (i > 0) {
          rounds.add(done.get(i).start() - done.get(i - 1).start());
        }
      }
    }
  }

  private static void race(
      SparkSession spark, JobTimes times, String master, int bytes, int jobs, int partitions)
      throws Exception {
    Spans mine = new Spans();
    Spans theirs = new Spans();
    Dataset<Row> rows = rows(spark, bytes / Double.BYTES, partitions);
    EmptyPass pass = new EmptyPass(new float[bytes / Float.BYTES]);
    try (StatisticsSource source = source(spark, partitions)) {
      for (int turn = -1; mine.jobs().size() < jobs || theirs.jobs().size() < jobs; turn++) {
        for (int i = 0; i < TURN; i++) {
          source.run(pass, "empty round");
        }
        List<JobTimes.Job> ours = taken(spark, times);
        new LogisticRegression()
            .setMaxIter(TURN)
            .setTol(0)
            .setRegParam(1e-6)
            .setStandardization(false)
            .fit(rows);
        List<JobTimes.Job> peers =
            taken(spark, times).stream()
                .filter(job -> job.name().contains("treeAggregate at RDDLossFunction"))
                .toList();
        if (peers.isEmpty()) {
          throw new IllegalStateException("LogisticRegression ran no treeAggregate job");
        }
        if (turn >= 0) {
          mine.add(ours);
          theirs.add(peers);
        }
      }
    }
    rows.unpersist();
    System.out.printf(
        "%s, %d partitions, %d bytes: job %d ms, LogisticRegression %d ms (%d and %d jobs); from"
            + " start to start %d and %d ms%n",
        master.startsWith("spark:") ? "cluster" : master,
        partitions,
        bytes,
        median(mine.jobs()),
        median(theirs.jobs()),
        mine.jobs().size(),
        theirs.jobs().size(),
        median(mine.rounds()),
        median(theirs.rounds()));
  }

  private static List<JobTimes.Job> taken(SparkSession spark, JobTimes times) throws Exception {
    spark.sparkContext().listenerBus().waitUntilEmpty();
    return times.take();
  }

  private static StatisticsSource source(SparkSession spark, int partitions) {
    List<SizedPoint> points = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < partitions * ROWS_A_PARTITION; i++) {
      points.add(new SizedPoint(2, DataPoint.dense(new float[] {random.nextInt(), 1}, 1)));
    }
    return SourceChoice.choose(
            JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(points, 2),
            new SourceChoice.Settings(
                SourceChoice.DISTRIBUTED,
                0,
                0,
                partitions,
                DEPTH,
                SourceChoice.DEFAULT_MAX_SUMS_MB,
                DeviceKind.CPU),
            false,
            SourceChoice.Review.NONE)
        .source();
  }

  private static Dataset<Row> rows(SparkSession spark, int features, int partitions) {
    List<Row> rows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < partitions * ROWS_A_PARTITION; i++) {
      int[] indices = random.ints(0, features).distinct().limit(NON_ZEROS).sorted().toArray();
      double[] values = random.doubles(NON_ZEROS).toArray();
      rows.add(RowFactory.create((double) (i % 2), Vectors.sparse(features, indices, values)));
    }
    StructType schema =
        new StructType()
            .add("label", DataTypes.DoubleType, false)
            .add("features", SQLDataTypes.VectorType(), false);
    Dataset<Row> table =
        spark
            .createDataFrame(
                JavaSparkContext.fromSparkContext(spark.sparkContext())
                    .parallelize(rows, partitions),
                schema)
            .persist(StorageLevel.MEMORY_ONLY());
    table.count();
    return table;
  }

  private static long median(List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
