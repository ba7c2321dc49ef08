package io.github.paenmf.core.io;

import io.github.paenmf.core.matrix.RowMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Arrays of numbers as numpy's .npy files: little-endian float32, float64 or int64 in C order, 1 or
 * 2 dimensions. Numbers pass through a buffer of fixed size, so that a large array is held once.
 *
 * <p>The reader is strict. It takes what the writer writes and nothing else; above all it never
 * reads arrays of Python objects, which are pickled and could run code.
 */
public final class Npy {

  /** Type name of float32. */
  public static final String FLOAT32 = "<f4";

  /** Type name of float64. */
  public static final String FLOAT64 = "<f8";

  /** Type name of int64. */
  public static final String INT64 = "<i8";

  private static final int BUFFER = 1 << 16;

  private Npy() {}

  /** Moves {@code count} numbers from or to position {@code offset} of an array. */
  private interface Move {
    void move(ByteBuffer buffer, int offset, int count);
  }

  /**
   * Writes an array of float32.
   *
   * @param out where to; not closed
   * @param values row-major
   * @param shape 1 or 2 lengths whose product is the number of values
   */
  public static void write(OutputStream out, float[] values, int... shape) throws IOException {
    check(values.length, shape);
    out.write(NpyHeader.encode(FLOAT32, shape));
    write(out, values.length, 4, (b, at, n) -> b.asFloatBuffer().put(values, at, n));
  }

  /** Writes a matrix of float32 piece by piece. */
  public static void write(OutputStream out, RowMatrix matrix) throws IOException {
    out.write(NpyHeader.encode(FLOAT32, matrix.rows(), matrix.columns()));
    writeRows(out, matrix);
  }

  /** Writes the rows of a matrix of float32, one after the other, as an array of one dimension. */
  public static void writeFlat(OutputStream out, RowMatrix matrix) throws IOException {
    out.write(NpyHeader.encode(FLOAT32, Math.multiplyExact(matrix.rows(), matrix.columns())));
    writeRows(out, matrix);
  }

  private static void writeRows(OutputStream out, RowMatrix matrix) throws IOException {
    int columns = matrix.columns();
    float[] piece = new float[Math.min(RowMatrix.PIECE, columns)];
    for (int row = 0; row < matrix.rows(); row++) {
      for (int from = 0; from < columns; from += piece.length) {
        int count = Math.min(piece.length, columns - from);
        matrix.read(row, from, count, piece, 0);
        write(out, count, 4, (b, at, n) -> b.asFloatBuffer().put(piece, at, n));
      }
    }
  }

  /** Writes an array of float64. */
  public static void write(OutputStream out, double[] values, int... shape) throws IOException {
    check(values.length, shape);
    out.write(NpyHeader.encode(FLOAT64, shape));
    write(out, values.length, 8, (b, at, n) -> b.asDoubleBuffer().put(values, at, n));
  }

  /** Writes an array of int64. */
  public static void write(OutputStream out, long[] values, int... shape) throws IOException {
    check(values.length, shape);
    out.write(NpyHeader.encode(INT64, shape));
    write(out, values.length, 8, (b, at, n) -> b.asLongBuffer().put(values, at, n));
  }

  /**
   * Reads an array of float32, to the end of the stream.
   *
   * @param in where from; not closed
   * @param file name for messages
   * @param length bytes of the whole file, compared with what the header says before the array is
   *     made
   * @param shape lengths that the array must have
   * @return the values, row-major
   * @throws ModelFormatException when the file is anything else
   */
  public static float[] readFloats(InputStream in, String file, long length, int... shape)
      throws IOException {
    int size = head(in, file, length, FLOAT32, 4, shape);
    float[] values = new float[size];
    read(in, file, size, 4, (b, at, n) -> b.asFloatBuffer().get(values, at, n));
    return values;
  }

  /** Reads an array of float64, as {@link #readFloats}. */
  public static double[] readDoubles(InputStream in, String file, long length, int... shape)
      throws IOException {
    int size = head(in, file, length, FLOAT64, 8, shape);
    double[] values = new double[size];
    read(in, file, size, 8, (b, at, n) -> b.asDoubleBuffer().get(values, at, n));
    return values;
  }

  /** Reads an array of int64, as {@link #readFloats}. */
  public static long[] readLongs(InputStream in, String file, long length, int... shape)
      throws IOException {
    int size = head(in, file, length, INT64, 8, shape);
    long[] values = new long[size];
    read(in, file, size, 8, (b, at, n) -> b.asLongBuffer().get(values, at, n));
    return values;
  }

  private static void check(int values, int[] shape) {
    if (shape.length < 1 || shape.length > 2 || size(shape) != values) {
      throw new IllegalArgumentException(
          "%d values of shape %s".formatted(values, Arrays.toString(shape)));
    }
  }

  private static long size(int[] shape) {
    return shape.length == 1 ? shape[0] : (long) shape[0] * shape[1];
  }

  private static void write(OutputStream out, int size, int width, Move move) throws IOException {
    ByteBuffer buffer = buffer(size, width);
    int step = buffer.capacity() / width;
    int at = 0;
    while (at < size) {
      int count = Math.min(step, size - at);
      move.move(buffer, at, count);
      out.write(buffer.array(), 0, count * width);
      at += count;
    }
  }

  private static int head(
      InputStream in, String file, long length, String descr, int width, int[] shape)
      throws IOException {
    NpyHeader header = NpyHeader.read(in, file);
    if (!header.descr().equals(descr)) {
      String hint =
          header.descr().contains("O") ? " (Python objects are pickled and never read)" : "";
      throw new ModelFormatException(
          file, "numbers of type %s, expected %s%s".formatted(header.descr(), descr, hint));
    }
    if (!Arrays.equals(header.shape(), shape)) {
      throw new ModelFormatException(
          file,
          "shape %s, expected %s"
              .formatted(Arrays.toString(header.shape()), Arrays.toString(shape)));
    }
    long size = size(shape);
    long expected = header.bytes() + size * width;
    if (length != expected) {
      throw new ModelFormatException(
          file, "is %d bytes long, expected %d".formatted(length, expected));
    }
    if (size > Integer.MAX_VALUE - 8) {
      throw new ModelFormatException(file, size + " values are more than one array holds");
    }
    return (int) size;
  }

  private static void read(InputStream in, String file, int size, int width, Move move)
      throws IOException {
    ByteBuffer buffer = buffer(size, width);
    int step = buffer.capacity() / width;
    int at = 0;
    while (at < size) {
      int count = Math.min(step, size - at);
      if (in.readNBytes(buffer.array(), 0, count * width) < count * width) {
        throw new ModelFormatException(
            file, "is cut off: expected %d values of %d bytes".formatted(size, width));
      }
      move.move(buffer, at, count);
      at += count;
    }
    if (in.read() != -1) {
      throw new ModelFormatException(file, "goes on after its last value");
    }
  }

  private static ByteBuffer buffer(int size, int width) {
    int bytes = (int) Math.min(BUFFER, (long) size * width);
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
