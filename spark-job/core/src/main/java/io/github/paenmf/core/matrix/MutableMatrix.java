package io.github.paenmf.core.matrix;

/** A matrix that is filled piece by piece. */
public interface MutableMatrix extends RowMatrix {

  /**
   * Sets a piece of a row.
   *
   * @param row from 0
   * @param from first column
   * @param count number of columns
   * @param values where from
   * @param at place of the first value there
   */
  void write(int row, int from, int count, float[] values, int at);
}
