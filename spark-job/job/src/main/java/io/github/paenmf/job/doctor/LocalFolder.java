package io.github.paenmf.job.doctor;

import java.io.File;
import java.util.Optional;
import org.apache.spark.SparkConf;

/** Where Spark puts temporary files in the process that asks. */
final class LocalFolder {

  private LocalFolder() {}

  /**
   * The first of the folders, looked up in Spark's own order: YARN, standalone, environment,
   * settings.
   */
  static String of(SparkConf conf) {
    return first(System.getenv("LOCAL_DIRS"), ",")
        .or(() -> first(System.getenv("SPARK_EXECUTOR_DIRS"), File.pathSeparator))
        .or(() -> first(System.getenv("SPARK_LOCAL_DIRS"), ","))
        .orElseGet(
            () -> conf.get("spark.local.dir", System.getProperty("java.io.tmpdir")).split(",")[0]);
  }

  private static Optional<String> first(String folders, String separator) {
    return Optional.ofNullable(folders).map(list -> list.split(separator)[0]);
  }
}
