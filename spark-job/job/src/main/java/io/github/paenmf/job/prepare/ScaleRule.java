package io.github.paenmf.job.prepare;

import io.github.paenmf.core.prepare.Statistic;
import io.github.paenmf.job.table.Layout;
import io.github.paenmf.spark.prepare.Scaling;
import java.util.Optional;

/** What to divide a table by; rows and columns are those of the file as it stands. */
public enum ScaleRule {
  /** Nothing. */
  NONE,
  /** The largest value of the table. */
  MAX,
  /** The largest value of each row. */
  ROW_MAX,
  /** The mean of each row. */
  ROW_MEAN,
  /** The largest value of each column. */
  COLUMN_MAX,
  /** The mean of each column. */
  COLUMN_MEAN;

  /**
   * The stage for this rule; none for {@link #NONE}.
   *
   * @param layout with columns, a column of the file is a data point, with rows a row is
   */
  public Optional<Scaling> stage(Layout layout) {
    if (this == NONE) {
      return Optional.empty();
    }
    Statistic statistic = this == ROW_MEAN || this == COLUMN_MEAN ? Statistic.MEAN : Statistic.MAX;
    return Optional.of(new Scaling().setUnit(unit(layout)).setStatistic(statistic));
  }

  private Scaling.Unit unit(Layout layout) {
    if (this == MAX) {
      return Scaling.Unit.TABLE;
    }
    boolean row = this == ROW_MAX || this == ROW_MEAN;
    return row == (layout == Layout.COLUMNS) ? Scaling.Unit.FEATURE : Scaling.Unit.POINT;
  }
}
