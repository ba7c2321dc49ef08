package io.github.paenmf.job.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.paenmf.spark.cluster.Application;
import io.github.paenmf.spark.cluster.LoopbackCluster;
import io.github.paenmf.spark.cluster.Submission;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The packaged job on a cluster, and tables to give it. */
final class JobCluster {

  static final Path JAR = Path.of(System.getProperty("job.jar"));

  /** A folder. */
  static final Path SPARK_JARS = Path.of(System.getProperty("spark.jars"));

  private static final String NO_HOME = "/proc/nobody";

  private JobCluster() {}

  /** A cluster whose processes have Spark alone. */
  static LoopbackCluster.Builder builder() {
    return LoopbackCluster.builder().sparkJars(SPARK_JARS);
  }

  /** A cluster of processes without a home that can be written. */
  static LoopbackCluster.Builder homeless(Path sparkJars) {
    return LoopbackCluster.builder()
        .sparkJars(sparkJars)
        .environment("HOME", NO_HOME)
        .conf("spark.executor.extraJavaOptions", "-Duser.home=" + NO_HOME);
  }

  /** A command of the job, in a driver without a home that can be written. */
  static Application homeless(Object... arguments) {
    return command(arguments).withJvmOption("-Duser.home=" + NO_HOME);
  }

  /** A command of the job. */
  static Application command(Object... arguments) {
    String[] texts = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    return Application.of("io.github.paenmf.job.Main", texts)
        .withJar(JAR)
        .withConf("spark.sql.catalogImplementation", "in-memory");
  }

  /** The last line of standard output. */
  static JsonNode json(Submission.Result result) throws IOException {
    return new ObjectMapper()
        .readTree(result.stdout().lines().reduce((first, second) -> second).orElseThrow());
  }

  /** A table of small whole numbers without names. */
  static Path table(Path file, int rows, int columns) throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    StringBuilder line = new StringBuilder();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < rows; i++) {
        line.setLength(0);
        for (int t = 0; t < columns; t++) {
          line.append(t == 0 ? "" : ",").append(random.nextInt(1, 10));
        }
        out.append(line).append('\n');
      }
    }
    return file;
  }

  /** The arrays of a saved model by file name, as bytes in a comparable form. */
  static TreeMap<String, String> arrays(Path model) throws IOException {
    TreeMap<String, String> arrays = new TreeMap<>();
    try (Stream<Path> files = Files.walk(model)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".npy")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        arrays.put(file.getFileName().toString(), bytes.length + ":" + Arrays.hashCode(bytes));
      }
    }
    return arrays;
  }

  /** What a folder holds, hidden files too. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
