package io.github.paenmf.job.table;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.columnar.ColumnarReader;
import io.github.paenmf.job.table.matrix.MatrixReader;
import io.github.paenmf.job.table.text.DelimitedReader;
import io.github.paenmf.job.table.text.GctReader;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** The way into reading: picks the reader of a format. */
public final class Tables {

  /** What an input starts with that is a table or view of Spark's catalogue. */
  private static final String CATALOGUE = "table:";

  private Tables() {}

  /**
   * Reads and checks a table.
   *
   * @throws UserError when the file is absent or not what it should be, naming the place
   */
  public static Table read(SparkSession spark, ReadOptions options) {
    if (options.input().startsWith(CATALOGUE)) {
      return ColumnarReader.ofCatalogue(options.input().substring(CATALOGUE.length()))
          .read(spark, options);
    }
    requireInput(spark, options.input());
    return reader(format(spark, options)).read(spark, options);
  }

  private static TableFormat format(SparkSession spark, ReadOptions options) {
    if (options.format() != null) {
      return options.format();
    }
    try {
      return MatrixReader.isFolder(spark.sparkContext().hadoopConfiguration(), options.input())
          ? TableFormat.MTX
          : TableFormat.ofPath(options.input());
    } catch (IOException e) {
      throw new UserError(options.input() + ": cannot be looked at: " + e.getMessage(), e);
    }
  }

  private static TableReader reader(TableFormat format) {
    return switch (format) {
      case CSV, TSV, TXT -> new DelimitedReader(format);
      case MTX -> new MatrixReader();
      case GCT -> new GctReader();
      case PARQUET, ORC, JSON, LIBSVM -> new ColumnarReader(format);
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
