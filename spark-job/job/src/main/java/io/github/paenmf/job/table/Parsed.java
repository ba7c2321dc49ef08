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
