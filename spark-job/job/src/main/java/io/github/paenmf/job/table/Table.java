package io.github.paenmf.job.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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
 * @param layout how data points lay in the file
 * @param cells how it was read when it was given value by value
 * @param source the file, for messages
 * @param kept names of the kept columns
 * @param notes what the user should know about the reading
 * @param featureTexts what the file says of its features beside their names; read when asked for
 * @param release gives back what was cached
 */
public record Table(
    Dataset<Row> rows,
    List<String> featureNames,
    long points,
    int features,
    long nonZeros,
    Layout layout,
    ReadOptions.CellRules cells,
    String source,
    List<String> kept,
    List<String> notes,
    Supplier<FeatureTexts> featureTexts,
    Runnable release)
    implements AutoCloseable {

  /** Column of the data points' names. */
  public static final String ID = "id";

  /** Column of the data points' values. */
  public static final String FEATURES = "features";

  /** The same table with what is known of its features. */
  public Table withFeatureTexts(Supplier<FeatureTexts> texts) {
    return new Table(
        rows,
        featureNames,
        points,
        features,
        nonZeros,
        layout,
        cells,
        source,
        kept,
        notes,
        texts,
        release);
  }

  /** The same table with more notes. */
  public Table withNotes(List<String> added) {
    List<String> more = new ArrayList<>(notes);
    more.addAll(added);
    return new Table(
        rows,
        featureNames,
        points,
        features,
        nonZeros,
        layout,
        cells,
        source,
        kept,
        List.copyOf(more),
        featureTexts,
        release);
  }

  /**
   * The same features of other rows.
   *
   * @param other as {@link #rows}
   * @param count number of rows
   * @param columns names of the kept columns
   */
  public Table withRows(Dataset<Row> other, long count, List<String> columns) {
    return new Table(
        other,
        featureNames,
        count,
        features,
        nonZeros,
        layout,
        cells,
        source,
        columns,
        notes,
        featureTexts,
        release);
  }

  /**
   * The same data points with fewer features.
   *
   * @param other as {@link #rows}
   * @param names one a feature
   * @param nonZeroValues number of values that are not 0
   * @param note what the user should know about it
   */
  public Table withFeatures(
      Dataset<Row> other, List<String> names, long nonZeroValues, String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Table(
        other,
        names,
        points,
        names.size(),
        nonZeroValues,
        layout,
        cells,
        source,
        kept,
        List.copyOf(more),
        featureTexts,
        release);
  }

  @Override
  public void close() {
    release.run();
  }
}
