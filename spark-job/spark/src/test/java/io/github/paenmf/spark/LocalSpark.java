package io.github.paenmf.spark;

import org.apache.spark.sql.SparkSession;

/** One local session for all tests of this JVM. */
public final class LocalSpark {

  private LocalSpark() {}

  /** The session, started at the first call. */
  public static SparkSession session() {
    SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .appName("paenmf tests")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    // Else more than sixty thousand lines, each passed on by Maven.
    session.sparkContext().setLogLevel("ERROR");
    return session;
  }
}
