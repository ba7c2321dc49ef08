package io.github.paenmf.job.table;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * How a table is to be read. What is {@code null} is found out from the file.
 *
 * @param input path, as Hadoop understands it
 * @param format file format
 * @param layout how data points lie in the file
 * @param header whether text has a header row
 * @param names which column holds names
 * @param delimiter what divides the values of text
 * @param features vector or array column of a columnar file
 * @param kept columns that are carried along and are not features
 * @param missingAllowed whether empty cells and the like are read as missing values
 */
public record ReadOptions(
    String input,
    TableFormat format,
    Layout layout,
    Boolean header,
    NameColumn names,
    Character delimiter,
    String features,
    List<String> kept,
    boolean missingAllowed)
    implements Serializable {

  /** Everything found out from the file. */
  public static ReadOptions of(String input) {
    return new ReadOptions(
        input, null, null, null, NameColumn.detected(), null, null, List.of(), false);
  }

  /** The same with this layout. */
  public ReadOptions withLayout(Layout other) {
    return new ReadOptions(
        input, format, other, header, names, delimiter, features, kept, missingAllowed);
  }

  /** The same with or without missing values. */
  public ReadOptions withMissingAllowed(boolean other) {
    return new ReadOptions(input, format, layout, header, names, delimiter, features, kept, other);
  }

  /** The stated layout, or rows. */
  public Layout layoutOrRows() {
    return Optional.ofNullable(layout).orElse(Layout.ROWS);
  }

  /**
   * Which column holds the names of a file's rows.
   *
   * @param stated whether the user said so
   * @param name header or 1-based number of the column; {@code null} for none
   */
  public record NameColumn(boolean stated, String name) implements Serializable {

    /** Found out from the file. */
    public static NameColumn detected() {
      return new NameColumn(false, null);
    }

    /** There is none. */
    public static NameColumn none() {
      return new NameColumn(true, null);
    }

    /** This one. */
    public static NameColumn of(String name) {
      return new NameColumn(true, name);
    }
  }
}
