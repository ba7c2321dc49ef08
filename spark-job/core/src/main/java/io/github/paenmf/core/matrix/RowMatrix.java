package io.github.paenmf.core.matrix;

import java.io.Serializable;

/** A matrix of float32, row after row, that can be read piece by piece. */
public interface RowMatrix extends Serializable {

  /** Columns that are read together where a whole row would be too long. */
  int PIECE = 1 << 14;

  /** Number of rows. */
  int rows();

  /** Number of columns. */
  int columns();

  /**
   * Copies a piece of a row.
   *
   * @param row from 0
   * @param from first column
   * @param count number of columns
   * @param into where to
   * @param at place of the first value there
   */
  void read(int row, int from, int count, float[] into, int at);

  /**
   * The whole matrix in one array, rows x columns. Not a copy where it is held in memory, else an
   * array made for this call or one before.
   */
  float[] values();

  /**
   * The same values for somebody who goes on when what keeps this matrix is closed. This one can't
   * be read any more then, unless it is its own.
   */
  default RowMatrix detached() {
    return this;
  }

  /** Removes what the matrix has beside memory; it can't be read any more then. */
  default void drop() {}

  /**
   * A matrix held in memory.
   *
   * @param values rows x columns, taken over
   * @throws IllegalArgumentException when the array is of another length
   */
  static RowMatrix of(float[] values, int rows, int columns) {
    return new HeldMatrix(values, rows, columns);
  }
}
