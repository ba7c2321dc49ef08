package io.github.paenmf.core.matrix;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;

/**
 * A matrix of a file that is mapped into memory: the operating system reads it in and drops it as
 * it sees fit. It needs neither the channel any more nor the file's name: the disk's space is free
 * again when the matrix is garbage.
 */
@SuppressWarnings("serial") // writeReplace sends a matrix of another class
final class MappedMatrix extends WaitingMatrix {

  private static final long serialVersionUID = 1L;

  /** Values of a mapping, 1 GB: no buffer is longer than 2 GB. */
  static final int MAPPING = 1 << 28;

  private final int mapping;
  private final transient FloatBuffer[] mappings;

  /** Maps a file of rows x columns little-endian values. */
  MappedMatrix(FileChannel channel, int rows, int columns, int mapping) throws IOException {
    super(rows, columns);
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
  public void read(int row, int from, int count, float[] into, int at) {
    long first = place(row, from, count);
    for (int done = 0; done < count; ) {
      FloatBuffer values = mappings[(int) ((first + done) / mapping)];
      int place = (int) ((first + done) % mapping);
      int some = Math.min(count - done, values.capacity() - place);
      values.get(place, into, at + done, some);
      done += some;
    }
  }
}
