package io.github.paenmf.job;

import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** What Spark's pages show beside the jobs of a stage of work. */
public final class JobDescription {

  private JobDescription() {}

  /** Does the work, its jobs described by {@code what}. */
  public static <T> T during(SparkSession spark, String what, Supplier<T> work) {
    spark.sparkContext().setJobDescription("PAE-NMF: " + what);
    try {
      return work.get();
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }
}
