package io.github.paenmf.job;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** The Spark session of a command: the one that is there, or an embedded one. */
public final class Session implements AutoCloseable {

  private final SparkSession spark;
  private final boolean own;

  private Session(SparkSession spark, boolean own) {
    this.spark = spark;
    this.own = own;
  }

  /**
   * A session for one command. Under spark-submit its master and settings hold; otherwise Spark
   * runs in this process on all cores.
   *
   * @param application name shown in Spark's pages
   * @param master stated by the user; {@code null} leaves it to spark-submit or {@code local[*]}
   * @param verbose whether Spark's own messages are wanted
   */
  public static Session open(String application, String master, boolean verbose) {
    boolean there = SparkSession.getDefaultSession().isDefined();
    SparkSession.Builder builder = SparkSession.builder().appName(application);
    boolean submitted = System.getProperty("spark.master") != null;
    if (!there && !submitted) {
      builder
          .master(Optional.ofNullable(master).orElse("local[*]"))
          .config("spark.ui.enabled", "false")
          .config("spark.ui.showConsoleProgress", "false")
          .config("spark.sql.shuffle.partitions", Runtime.getRuntime().availableProcessors());
    }
    SparkSession spark = builder.getOrCreate();
    if (verbose) {
      spark.sparkContext().setLogLevel("INFO");
    }
    return new Session(spark, !there);
  }

  /** The session itself. */
  public SparkSession spark() {
    return spark;
  }

  /** Stops the session unless somebody else started it. */
  @Override
  public void close() {
    if (own) {
      spark.stop();
    }
  }
}
