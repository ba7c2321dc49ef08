package io.github.paenmf.job.table;

import java.io.Serializable;
import org.apache.spark.ml.linalg.Vector;

/** What a task makes of a piece of a file. */
public sealed interface Parsed extends Serializable {

  /**
   * One data point.
   *
   * @param id its name; {@code null} when it is to be numbered
   * @param values its features
   * @param kept the kept columns
   */
  record Point(String id, Vector values, String[] kept) implements Parsed {}

  /**
   * One feature over all data points; {@link Transposition} makes points of many.
   *
   * @param order increases from feature to feature as in the file
   * @param name its name; {@code null} when features have none
   * @param values one a data point
   */
  record Feature(long order, String name, double[] values) implements Parsed {}

  /**
   * The names of the features, where only the tasks see them.
   *
   * @param names in the order of the features
   */
  record Names(String[] names) implements Parsed {}

  /**
   * One value of a table that is given value by value.
   *
   * @param order increases from cell to cell as in the file
   * @param id name of its point; {@code null} when {@code point} says which
   * @param point 0-based number of its point; not looked at when {@code id} says which
   * @param feature 0-based number of its feature
   * @param value a number &gt;= 0, or NaN for a missing one
   */
  record Cell(long order, String id, int point, int feature, double value) implements Parsed {}

  /**
   * A cell whose feature is known by name.
   *
   * @param order increases from cell to cell as in the file
   * @param id name of its point
   * @param feature name of its feature
   * @param value a number &gt;= 0, or NaN for a missing one
   */
  record NamedCell(long order, String id, String feature, double value) implements Parsed {}

  /**
   * What was counted while cells were put together.
   *
   * @param cells cells of the file
   * @param merged cells that went into another one, as the rule for duplicates says
   */
  record Tally(long cells, long merged) implements Parsed {

    Tally plus(Tally other) {
      return new Tally(cells + other.cells, merged + other.merged);
    }
  }

  /**
   * A cell that has two values where that is an error.
   *
   * @param id name of its point; {@code null} when points have none
   * @param point 0-based number of its point; -1 when it is known by name
   * @param feature 0-based number of its feature
   */
  record Duplicate(String id, int point, int feature) implements Parsed {}

  /**
   * The first place of a piece that is not as it should be.
   *
   * @param file number of the file among those read
   * @param offset where the line starts, in bytes, or the row's number; orders faults of one file
   * @param column 0-based column; -1 when the whole line is meant
   * @param found the text found; {@code null} when {@code problem} says it all
   * @param problem what was expected, or what is wrong
   */
  record Fault(int file, long offset, int column, String found, String problem)
      implements Parsed, Comparable<Fault> {

    @Override
    public int compareTo(Fault other) {
      int byFile = Integer.compare(file, other.file);
      return byFile != 0 ? byFile : Long.compare(offset, other.offset);
    }
  }
}
