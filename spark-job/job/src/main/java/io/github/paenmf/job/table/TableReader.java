package io.github.paenmf.job.table;

import io.github.paenmf.job.UserError;
import org.apache.spark.sql.SparkSession;

/** Reads one kind of file. */
public interface TableReader {

  /**
   * Reads and checks a table.
   *
   * @throws UserError when the file is absent or not what it should be, naming the place
   */
  Table read(SparkSession spark, ReadOptions options);
}
