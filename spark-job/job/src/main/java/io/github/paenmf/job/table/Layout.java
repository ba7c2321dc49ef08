package io.github.paenmf.job.table;

/** How data points lie in a file. */
public enum Layout {
  /** One data point a row. */
  ROWS,
  /** One data point a column, as in gene tables. */
  COLUMNS
}
