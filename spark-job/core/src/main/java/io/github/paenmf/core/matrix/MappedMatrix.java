package io.github.paenmf.core.matrix;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;

/**
 * A matrix of a file that is mapped into memory: the operating system reads it in and drops it as
 * it sees fit. It needs neither the channel any more nor the file's name: the disk's space is free
 * again when the matrix is garbage.
 */
@SuppressWarnings("serial") // writeReplace sends a matrix of another class
final class MappedMatrix implements RowMatrix {

  private static final long serialVersionUID = 1L;

  /** Values of a mapping, 1 GB: no buffer is longer than 2 GB. */
  static final int MAPPING = 1 << 28;

  private final int rows;
  private final int columns;
  private final int mapping;
  private final transient FloatBuffer[] mappings;

  /** The array of {@link #values}, as long as somebody else holds it. */
  private transient WeakReference<float[]> whole = new WeakReference<>(null);

  /** Maps a file of rows x columns little-endian values. */
  MappedMatrix(FileChannel channel, int rows, int columns, int mapping) throws IOException {
    this.rows = rows;
    this.columns = columns;
    this.mapping = mapping;
    long values = (long) rows * columns;
    mappings = new FloatBuffer[Math.toIntExact((values + mapping - 1) / mapping)];
    for (int i = 0; i < mappings.length; i++) {
      long from = (long) i * mapping;
      long count = Math.min(mapping, values - from);
      mappings[i] =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 4 * from, 4 * count)
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer();
    }
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public void read(int row, int from, int count, float[] into, int at) {
    MatrixBounds.check(this, row, from, count);
    long first = (long) row * columns + from;
    for (int done = 0; done < count; ) {
      FloatBuffer values = mappings[(int) ((first + done) / mapping)];
      int place = (int) ((first + done) % mapping);
      int some = Math.min(count - done, values.capacity() - place);
      values.get(place, into, at + done, some);
      done += some;
    }
  }

  @Override
  public synchronized float[] values() {
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

  private Object writeReplace() {
    return new MatrixStream(this);
  }
}
