package io.github.paenmf.bench.memory;

import io.github.paenmf.spark.PaeNmf;
import io.github.paenmf.spark.PaeNmfModel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The driver of one fit over a loopback cluster, in a JVM of its own: prints the most that is alive
 * here in the fit, and from before saving to its end with the model.
 *
 * <p>Arguments: master, features, rank, rows.
 */
final class Driver {

  /** What the lines begin with that {@link FitMemory} reads. */
  static final String TRAINING = "training-bytes ";

  static final String SAVING = "saving-bytes ";

  /** Both sizes are to be cut, as far larger ones are by default. */
  private static final double SLICED_FROM_MB = 4;

  private Driver() {}

  /** Prints a line a step of the training, and one of saving. */
  public static void main(String[] arguments) throws Exception {
    int features = Integer.parseInt(arguments[1]);
    int rank = Integer.parseInt(arguments[2]);
    int rows = Integer.parseInt(arguments[3]);
    SparkSession spark =
        SparkSession.builder()
            .master(arguments[0])
            .appName("memory")
            .config("spark.ui.enabled", false)
            .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .config("spark.scheduler.minRegisteredResourcesRatio", 1.0)
            .config("spark.sql.shuffle.partitions", 4)
            .getOrCreate();
    Jobs jobs = new Jobs();
    spark.sparkContext().addSparkListener(jobs);
    try {
      // What stays for good is there before the measurement.
      save(fit(BenchTables.sparse(spark, 200, 3_000), 5));
      Dataset<Row> table = BenchTables.sparse(spark, rows, features);
      Thread.sleep(1_000);
      long before = PeakMemory.alive();
      PeakMemory.Measured<PaeNmfModel> fitted =
          PeakMemory.of(before, () -> jobs.last, () -> fit(table, rank));
      fitted.peaks().forEach((at, bytes) -> System.out.println(TRAINING + bytes + " " + at));
      PeakMemory.Measured<Path> saved =
          PeakMemory.of(before, () -> "saving", () -> save(fitted.result()));
      System.out.println(SAVING + saved.bytes());
    } finally {
      spark.stop();
    }
  }

  private static PaeNmfModel fit(Dataset<Row> table, int rank) {
    return new PaeNmf()
        .setRank(rank)
        .setMaxIter(6)
        .setInitSteps(3)
        .setTol(0)
        .setSource("distributed")
        .setPartitions(2)
        .setMaxSumsInMB(SLICED_FROM_MB)
        .setStoredRows(50)
        .fit(table);
  }

  private static Path save(PaeNmfModel model) throws Exception {
    Path folder = Files.createTempDirectory("paenmf-memory").resolve("model");
    model.write().save(folder.toString());
    return folder;
  }

  /** The description of the job that began last. */
  private static final class Jobs extends SparkListener {

    private volatile String last = "";

    @Override
    public void onJobStart(SparkListenerJobStart start) {
      String description = start.properties().getProperty("spark.job.description");
      last = description == null ? "" : description.replaceAll("^PAE-NMF: | [0-9]+$", "");
    }
  }
}
