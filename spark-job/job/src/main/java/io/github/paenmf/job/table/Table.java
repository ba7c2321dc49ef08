package io.github.paenmf.job.table;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table that was read and checked: every value is a number &gt;= 0, or missing where that was
 * allowed.
 *
 * @param rows columns {@code id} (string), {@code features} (vector), then the kept columns
 *     (strings)
 * @param featureNames one a feature; empty when the file has none
 * @param points number of data points n
 * @param features number of features m
 * @param nonZeros number of values that are not 0, missing ones included
 * @param source the file, for messages
 * @param kept names of the kept columns
 * @param release gives back what was cached
 */
public record Table(
    Dataset<Row> rows,
    List<String> featureNames,
    long points,
    int features,
    long nonZeros,
    String source,
    List<String> kept,
    Runnable release)
    implements AutoCloseable {

  /** Column of the data points' names. */
  public static final String ID = "id";

  /** Column of the data points' values. */
  public static final String FEATURES = "features";

  @Override
  public void close() {
    release.run();
  }
}
