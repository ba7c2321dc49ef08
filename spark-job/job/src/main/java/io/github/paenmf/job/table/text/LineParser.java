package io.github.paenmf.job.table.text;

import io.github.paenmf.job.table.text.Dialect.Role;

/** Parses the lines of one task into numbers and names. */
final class LineParser {

  static final String EXPECTED = "expected a number >= 0";

  private final Dialect dialect;
  private final Cells cells;
  private final int valueCount;
  private final int keptCount;
  private double[] values;
  private String name;
  private String feature;
  private String[] kept;

  LineParser(Dialect dialect) {
    this.dialect = dialect;
    this.cells = new Cells(dialect.delimiter());
    this.valueCount = dialect.count(Role.VALUE);
    this.keptCount = dialect.count(Role.KEPT);
  }

  /**
   * Parses a line; what it holds can be asked for until the next one.
   *
   * @throws MalformedLine at the first cell that is not as it should be
   */
  void parse(TextLine line) throws MalformedLine {
    values = new double[valueCount];
    kept = new String[keptCount];
    name = null;
    int v = 0;
    int k = 0;
    cells.reset(line.bytes(), line.length());
    while (cells.next()) {
      int column = cells.column();
      if (column >= dialect.columns()) {
        throw ragged(column + 1 + rest());
      }
      switch (dialect.roles()[column]) {
        case VALUE -> values[v++] = number(line.bytes());
        case NAME -> name = name();
        case FEATURE -> feature = name();
        case KEPT -> kept[k++] = cells.text();
        case DROPPED -> {}
      }
    }
    if (cells.column() + 1 < dialect.columns()) {
      throw ragged(cells.column() + 1);
    }
  }

  private int rest() throws MalformedLine {
    int rest = 0;
    while (cells.next()) {
      rest++;
    }
    return rest;
  }

  private MalformedLine ragged(int found) {
    return new MalformedLine(
        -1, null, "has " + found + " cells, expected " + dialect.columns() + " as before");
  }

  private String name() throws MalformedLine {
    String text = cells.text();
    if (text.isEmpty()) {
      throw new MalformedLine(cells.column(), "", "expected a name");
    }
    return text;
  }

  private double number(byte[] line) throws MalformedLine {
    double v = Numbers.parse(line, cells.start(), cells.end());
    if (v >= 0 && v <= Float.MAX_VALUE) {
      return v + 0.0; // -0 becomes 0.
    }
    String shown = cells.shown();
    if (v < 0) {
      throw new MalformedLine(cells.column(), shown, EXPECTED);
    }
    if (v > Float.MAX_VALUE) {
      throw new MalformedLine(
          cells.column(), shown, "expected a number below 3.4e38 (single precision)");
    }
    if (Numbers.isMissing(shown)) {
      if (dialect.missingAllowed()) {
        return Double.NaN;
      }
      throw new MalformedLine(cells.column(), shown, EXPECTED + " (missing values need --missing)");
    }
    throw new MalformedLine(cells.column(), shown, EXPECTED);
  }

  /** The line's values, in a new array for every line. */
  double[] values() {
    return values;
  }

  /** The row's name; {@code null} when there is no name column. */
  String rowName() {
    return name;
  }

  /** The feature's name in a long table; {@code null} in others. */
  String featureName() {
    return feature;
  }

  /** Texts of the kept columns. */
  String[] kept() {
    return kept;
  }
}
