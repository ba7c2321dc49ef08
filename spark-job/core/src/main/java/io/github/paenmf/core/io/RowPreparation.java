package io.github.paenmf.core.io;

/** What one stage of preparation does to a row by itself. */
@FunctionalInterface
public interface RowPreparation {

  /**
   * The row after the stage.
   *
   * @param row the values before it; not changed
   * @throws IllegalArgumentException when the stage refuses or drops the row
   */
  double[] apply(double[] row);

  /** The column that the stage reads and replaces, or null when that is not known. */
  default String column() {
    return null;
  }
}
