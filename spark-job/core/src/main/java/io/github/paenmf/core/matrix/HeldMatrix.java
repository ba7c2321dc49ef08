package io.github.paenmf.core.matrix;

/**
 * A matrix in memory.
 *
 * @param values rows x columns
 * @param rows number of rows
 * @param columns number of columns
 */
record HeldMatrix(float[] values, int rows, int columns) implements MutableMatrix {

  HeldMatrix {
    if (values.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "a matrix of %d x %d got %d values".formatted(rows, columns, values.length));
    }
  }

  @Override
  public void read(int row, int from, int count, float[] into, int at) {
    System.arraycopy(values, row * columns + from, into, at, count);
  }

  @Override
  public void write(int row, int from, int count, float[] piece, int at) {
    System.arraycopy(piece, at, values, row * columns + from, count);
  }
}
