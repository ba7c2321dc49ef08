package io.github.paenmf.core.matrix;

import java.lang.ref.WeakReference;

/**
 * A matrix whose values are not on the heap. Sent to another JVM it goes straight from where it
 * waits into the stream and arrives as one in memory.
 */
@SuppressWarnings("serial") // writeReplace sends a matrix of another class
abstract class WaitingMatrix implements RowMatrix {

  private static final long serialVersionUID = 1L;

  private final int rows;
  private final int columns;

  /** The array of {@link #values}, as long as somebody else holds it. */
  private transient WeakReference<float[]> whole = new WeakReference<>(null);

  WaitingMatrix(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
  }

  @Override
  public final int rows() {
    return rows;
  }

  @Override
  public final int columns() {
    return columns;
  }

  @Override
  public final synchronized float[] values() {
    float[] values = whole.get();
    if (values == null) {
      values = new float[Math.multiplyExact(rows, columns)];
      for (int row = 0; row < rows; row++) {
        read(row, 0, columns, values, row * columns);
      }
      whole = new WeakReference<>(values);
    }
    return values;
  }

  /** Where a piece of a row begins, in values from the matrix's first one. */
  final long place(int row, int from, int count) {
    if (row < 0 || row >= rows || from < 0 || count < 0 || from > columns - count) {
      throw new IndexOutOfBoundsException(
          "row %d, columns %d to %d of a matrix of %d x %d"
              .formatted(row, from, from + (long) count, rows, columns));
    }
    return (long) row * columns + from;
  }

  /** Of subclasses too. */
  final Object writeReplace() {
    return new MatrixStream(this);
  }
}
