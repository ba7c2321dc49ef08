package io.github.paenmf.spark.cluster;

import io.github.paenmf.spark.KnownTable;
import io.github.paenmf.spark.ModelBits;
import io.github.paenmf.spark.PaeNmf;
import io.github.paenmf.spark.PaeNmfModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Fits a generated table on whatever cluster it is submitted to. Says on standard error when a pass
 * over the data begins, so that a test can act in the middle of it; the last line of standard
 * output holds the bits of the model.
 */
public final class FitJob {

  /** Before the number and the name of a pass. */
  static final String PASS = "PASS ";

  private FitJob() {}

  /** The estimator of these settings, for a fit elsewhere that has to agree. */
  static PaeNmf estimator(Map<String, String> settings) {
    PaeNmf estimator =
        new PaeNmf("fit-job")
            .setRank(number(settings, "rank", 4))
            .setMaxIter(number(settings, "maxIter", 30))
            .setInitSteps(number(settings, "initSteps", 10))
            .setTol(0)
            .setSeed(5)
            .setSolver(settings.getOrDefault("solver", "auto"))
            .setPartitions(number(settings, "partitions", 4))
            .setSource("distributed")
            .setResume(Boolean.parseBoolean(settings.getOrDefault("resume", "false")));
    if (settings.containsKey("maxSumsBytes")) {
      estimator.setMaxSumsInMB(number(settings, "maxSumsBytes", 0) / (double) (1 << 20));
    }
    if (settings.containsKey("checkpoint")) {
      estimator.setCheckpointDir(settings.get("checkpoint"));
      estimator.setCheckpointInterval(number(settings, "interval", 3));
    }
    return estimator;
  }

  /** The rows of these settings, in the order they ask for. */
  static double[][] rows(Map<String, String> settings) {
    double[][] rows =
        KnownTable.rows(number(settings, "n", 400), number(settings, "m", 40), 4, 7, 0.3);
    if (settings.containsKey("shuffle")) {
      List<double[]> shuffled = new ArrayList<>(List.of(rows));
      Collections.shuffle(shuffled, new Random(number(settings, "shuffle", 0)));
      rows = shuffled.toArray(double[][]::new);
    }
    return rows;
  }

  static int number(Map<String, String> settings, String name, int otherwise) {
    return Integer.parseInt(settings.getOrDefault(name, Integer.toString(otherwise)));
  }

  /**
   * Runs the job.
   *
   * @param args settings as {@code name=value}: n, m, rank, maxIter, initSteps, solver, partitions,
   *     inputPartitions, shuffle, maxSumsBytes, checkpoint, interval, resume, model
   */
  public static void main(String[] args) throws IOException {
    Map<String, String> settings = new HashMap<>();
    for (String arg : args) {
      int at = arg.indexOf('=');
      settings.put(arg.substring(0, at), arg.substring(at + 1));
    }
    try (SparkSession spark = SparkSession.builder().appName("fit").getOrCreate()) {
      spark.sparkContext().addSparkListener(new Passes());
      Dataset<Row> table =
          KnownTable.frame(spark, rows(settings), number(settings, "inputPartitions", 3), false);
      PaeNmfModel model = estimator(settings).fit(table);
      if (settings.containsKey("model")) {
        model.write().overwrite().save(settings.get("model"));
      }
      System.out.println(ModelBits.of(model));
    }
  }

  /** Names the passes. */
  private static final class Passes extends SparkListener {
    private int count;

    @Override
    public void onJobStart(SparkListenerJobStart job) {
      String text = String.valueOf(job.properties().get("spark.job.description"));
      if (text.startsWith("PAE-NMF: ")) {
        count++;
        System.err.println(PASS + count + ": " + text.substring("PAE-NMF: ".length()));
      }
    }
  }
}
