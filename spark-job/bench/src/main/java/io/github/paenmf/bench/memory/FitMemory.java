package io.github.paenmf.bench.memory;

import io.github.paenmf.bench.ml.RealFrames;
import io.github.paenmf.spark.PaeNmf;
import io.github.paenmf.spark.PaeNmfModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.util.Properties;

/**
 * Prints the most memory that is alive, heap and native together, and whether it is within its
 * limit. First of a driver in a JVM of its own over a loopback cluster with a few very sparse rows
 * of many features, where everything large is of length m r: as multiples of m r floats, in
 * training and while saving, from two sizes, and what that makes at m r = 1e8. Then of a dense
 * table cut into blocks: as a multiple of the bytes of its blocks and cached scores.
 *
 * <p>Arguments: features of the larger size (400000), rank (25), thousands of dense rows (100; 0
 * leaves that table out).
 */
public final class FitMemory {

  private static final double MB = 1 << 20;

  private static final int SPARSE_ROWS = 1_000;

  /** Two sizes tell what grows with m r from what does not. */
  private static final int SMALLER = 4;

  /** m r that is judged. */
  private static final double JUDGED = 1e8;

  /** m r of the larger size from which on 20 MB stand out among what a JVM holds anyhow. */
  private static final double SMALLEST_JUDGED = 5e6;

  /** Most m r floats on the driver in training, and while saving. */
  private static final double TRAINING_LIMIT = 3;

  private static final double SAVING_LIMIT = 5;

  /** Most bytes over those of blocks and scores, and what is left to everything of fixed size. */
  private static final double BLOCKS_LIMIT = 1.3;

  private static final long BLOCKS_CONSTANT = 64L << 20;

  private static final int DENSE_FEATURES = 400;

  private static final int DENSE_RANK = 10;

  private static final String DRIVER_HEAP = "3g";

  private static final int EXECUTOR_MB = 3072;

  private FitMemory() {}

  /** Prints both. */
  public static void main(String[] arguments) throws Exception {
    int features = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 400_000;
    int rank = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 25;
    int rows = 1000 * (arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100);
    wide(features, rank);
    if (rows > 0) {
      SparkSession spark = RealFrames.session("memory");
      try {
        fit(BenchTables.dense(spark, 200, 50), 5);
        tall(spark, rows);
      } finally {
        spark.stop();
      }
    }
  }

  /** Bytes at a size of m r, in training by what was done. */
  private record Peaks(double floats, Map<String, Long> steps, long saving) {}

  /** What of the most bytes grows with m r, in floats, and what does not, in bytes. */
  private record Growth(double slope, double constant, long small, long large) {

    static Growth of(long small, long large, double from, double to) {
      // What does not grow is not below nothing: the smaller peak was missed if it seems so.
      double slope = Math.min((large - small) / 4.0 / (to - from), large / (4 * to));
      return new Growth(slope, large - 4 * slope * to, small, large);
    }

    /** m r floats at the size that is judged. */
    double judged() {
      return slope + constant / (4 * JUDGED);
    }

    @Override
    public String toString() {
      return "%.0f and %.0f MB, %.2f times m r floats and %.0f MB: %.2f GB at m r = %.0e, %.2f times"
          .formatted(
              small / MB,
              large / MB,
              slope,
              constant / MB,
              4 * JUDGED * judged() / (1 << 30),
              JUDGED,
              judged());
    }
  }

  private static void wide(int features, int rank) throws Exception {
    Peaks small = peaks(features / SMALLER, rank);
    Peaks large = peaks(features, rank);
    System.out.printf("the driver at m r = %.3g and %.3g%n", small.floats(), large.floats());
    // Another step may be the largest at the size that is judged.
    double most = 0;
    for (String step : large.steps().keySet()) {
      Growth growth =
          Growth.of(
              small.steps().getOrDefault(step, 0L),
              large.steps().get(step),
              small.floats(),
              large.floats());
      System.out.printf("  %s: %s%n", step.isEmpty() ? "before" : step, growth);
      most = Math.max(most, growth.judged());
    }
    print("training", most, TRAINING_LIMIT, large.floats());
    Growth saving = Growth.of(small.saving(), large.saving(), small.floats(), large.floats());
    System.out.printf("  saving: %s%n", saving);
    print("saving, with the model", saving.judged(), SAVING_LIMIT, large.floats());
  }

  private static void print(String what, double judged, double limit, double floats) {
    String verdict =
        floats < SMALLEST_JUDGED
            ? "not judged: m r floats of %.0e are lost in what a JVM holds anyhow".formatted(floats)
            : met(judged <= limit);
    System.out.printf(
        "%s: %.2f times m r floats at m r = %.0e, limit of %.0f %s%n",
        what, judged, JUDGED, limit, verdict);
  }

  private static String met(boolean met) {
    return met ? "met" : "not met";
  }

  /** One fit with a driver and an executor of their own. */
  private static Peaks peaks(int features, int rank) throws Exception {
    Path home = Files.createTempDirectory("paenmf-memory-home");
    Files.createDirectory(home.resolve("jars"));
    Files.createFile(home.resolve("RELEASE"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-") || option.startsWith("-Dlog4j"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx" + DRIVER_HEAP,
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Driver.class.getName(),
            "local-cluster[1,1,%d]".formatted(EXECUTOR_MB),
            Integer.toString(features),
            Integer.toString(rank),
            Integer.toString(SPARSE_ROWS)));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(home.toFile());
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().putIfAbsent("SPARK_LOCAL_IP", "127.0.0.1");
    // Spark asks for it where its folder is not a whole distribution.
    String scala = Properties.versionNumberString();
    builder.environment().put("SPARK_SCALA_VERSION", scala.substring(0, scala.lastIndexOf('.')));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process driver = builder.start();
    Map<String, Long> steps = new LinkedHashMap<>();
    long saving = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(Driver.TRAINING)) {
          String[] words = line.split(" ", 3);
          steps.merge(words[2], Long.parseLong(words[1]), Math::max);
        } else if (line.startsWith(Driver.SAVING)) {
          saving = Long.parseLong(line.split(" ")[1]);
        }
      }
    }
    if (driver.waitFor() != 0 || steps.isEmpty() || saving == 0) {
      throw new IOException("the driver ended with exit code " + driver.exitValue());
    }
    return new Peaks((double) features * rank, steps, saving);
  }

  private static void tall(SparkSession spark, int rows) throws Exception {
    Dataset<Row> table = BenchTables.dense(spark, rows, DENSE_FEATURES);
    PeakMemory.Measured<PaeNmfModel> fit = PeakMemory.of(() -> fit(table, DENSE_RANK));
    double held = 4.0 * rows * (DENSE_FEATURES + fit.result().fitted().whitening().inputs());
    System.out.printf(
        "%d rows of %d features: %.0f MB at the most, %.2f times the %.0f MB of blocks and scores"
            + " (%d samples): limit of %.1f and %d MB %s%n",
        rows,
        DENSE_FEATURES,
        fit.bytes() / MB,
        fit.bytes() / held,
        held / MB,
        fit.samples(),
        BLOCKS_LIMIT,
        BLOCKS_CONSTANT >> 20,
        met(fit.bytes() <= BLOCKS_LIMIT * held + BLOCKS_CONSTANT));
  }

  private static PaeNmfModel fit(Dataset<Row> table, int rank) {
    return new PaeNmf()
        .setRank(rank)
        .setMaxIter(5)
        .setInitSteps(3)
        .setTol(0)
        .setSource("distributed")
        .setStoredRows(0)
        .fit(table);
  }
}
