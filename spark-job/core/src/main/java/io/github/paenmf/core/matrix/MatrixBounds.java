package io.github.paenmf.core.matrix;

/** The check of a piece that is read or written. */
final class MatrixBounds {

  private MatrixBounds() {}

  /**
   * Checks a piece of a row.
   *
   * @throws IndexOutOfBoundsException when the matrix has no such piece
   */
  static void check(RowMatrix matrix, int row, int from, int count) {
    boolean within =
        row >= 0
            && row < matrix.rows()
            && from >= 0
            && count >= 0
            && from <= matrix.columns() - count;
    if (!within) {
      throw new IndexOutOfBoundsException(
          "row %d, columns %d to %d of a matrix of %d x %d"
              .formatted(row, from, from + (long) count, matrix.rows(), matrix.columns()));
    }
  }
}
