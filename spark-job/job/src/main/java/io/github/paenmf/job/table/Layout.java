package io.github.paenmf.job.table;

import java.util.Locale;

/** How data points lie in a file. */
public enum Layout {
  /** One data point a row. */
  ROWS,
  /** One data point a column, as in gene tables. */
  COLUMNS,
  /** One value a row: the name of the data point, the name of the feature, the value. */
  LONG;

  /** The name used for {@code --layout}. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
