package io.github.paenmf.core.matrix;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A matrix that waits in a file of the scratch disk; in memory there is only the handle. Sent to
 * another JVM it goes straight from the file into the stream and arrives as one in memory.
 *
 * <p>Pieces may be read and written by several threads; a piece is seen whole by those that read
 * after it was written.
 */
@SuppressWarnings("serial") // writeReplace sends a matrix of another class
public final class ScratchMatrix extends WaitingMatrix implements MutableMatrix {

  private static final long serialVersionUID = 1L;

  private static final int BUFFER = 1 << 14;

  private final transient ScratchFolder owner;
  private final transient Path file;
  private final transient FileChannel channel;

  ScratchMatrix(ScratchFolder owner, Path file, int rows, int columns) throws IOException {
    super(rows, columns);
    this.owner = owner;
    this.file = file;
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    long bytes = 4L * rows * columns;
    if (bytes > 0) {
      channel.write(ByteBuffer.allocate(1), bytes - 1);
    }
  }

  @Override
  public void read(int row, int from, int count, float[] into, int at) {
    ByteBuffer buffer = buffer(count);
    long position = 4 * place(row, from, count);
    try {
      for (int done = 0; done < count; ) {
        int some = Math.min(buffer.capacity() / 4, count - done);
        buffer.clear().limit(4 * some);
        while (buffer.hasRemaining()) {
          if (channel.read(buffer, position + 4L * done + buffer.position()) < 0) {
            throw new EOFException(file + " is cut off");
          }
        }
        buffer.flip().asFloatBuffer().get(into, at + done, some);
        done += some;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a scratch file can't be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void write(int row, int from, int count, float[] values, int at) {
    ByteBuffer buffer = buffer(count);
    long position = 4 * place(row, from, count);
    try {
      for (int done = 0; done < count; ) {
        int some = Math.min(buffer.capacity() / 4, count - done);
        buffer.clear().limit(4 * some);
        buffer.asFloatBuffer().put(values, at + done, some);
        while (buffer.hasRemaining()) {
          channel.write(buffer, position + 4L * done + buffer.position());
        }
        done += some;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a scratch file can't be written: " + e.getMessage(), e);
    }
  }

  private static ByteBuffer buffer(int count) {
    int bytes = (int) Math.min(BUFFER, 4L * count);
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public RowMatrix detached() {
    return detached(MappedMatrix.MAPPING);
  }

  RowMatrix detached(int mapping) {
    try {
      return new MappedMatrix(channel, rows(), columns(), mapping);
    } catch (IOException e) {
      throw new UncheckedIOException("a scratch file can't be mapped: " + e.getMessage(), e);
    } finally {
      drop();
    }
  }

  @Override
  public void drop() {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be removed", e);
    } finally {
      owner.dropped(this);
    }
  }
}
