package io.github.paenmf.job.table;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.columnar.ColumnarReader;
import io.github.paenmf.job.table.text.DelimitedReader;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** The way into reading: picks the reader of a format. */
public final class Tables {

  private Tables() {}

  /**
   * Reads and checks a table.
   *
   * @throws UserError when the file is absent or not what it should be, naming the place
   */
  public static Table read(SparkSession spark, ReadOptions options) {
    requireInput(spark, options.input());
    TableFormat format =
        options.format() == null ? TableFormat.ofPath(options.input()) : options.format();
    return reader(format).read(spark, options);
  }

  private static TableReader reader(TableFormat format) {
    return switch (format) {
      case CSV, TSV, TXT -> new DelimitedReader(format);
      case PARQUET, ORC, JSON -> new ColumnarReader(format);
    };
  }

  private static void requireInput(SparkSession spark, String input) {
    Path path;
    try {
      path = new Path(input);
    } catch (IllegalArgumentException e) {
      throw new UserError("'" + input + "' is not a path: " + e.getMessage(), e);
    }
    try {
      if (!path.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(path)) {
        throw new UserError(input + ": no such file or folder");
      }
    } catch (IOException e) {
      throw new UserError(input + ": cannot be looked at: " + e.getMessage(), e);
    }
  }
}
