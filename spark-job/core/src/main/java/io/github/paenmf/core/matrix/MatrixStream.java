package io.github.paenmf.core.matrix;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A matrix on its way to another JVM, piece by piece; it arrives as one in memory. */
final class MatrixStream implements Serializable {

  private static final long serialVersionUID = 1L;

  private transient RowMatrix matrix;

  MatrixStream(RowMatrix matrix) {
    this.matrix = matrix;
  }

  @Serial
  private void writeObject(ObjectOutputStream out) throws IOException {
    out.writeInt(matrix.rows());
    out.writeInt(matrix.columns());
    float[] piece = new float[Math.min(RowMatrix.PIECE, matrix.columns())];
    ByteBuffer bytes = bytes(piece.length);
    for (int row = 0; row < matrix.rows(); row++) {
      for (int from = 0; from < matrix.columns(); from += piece.length) {
        int count = Math.min(piece.length, matrix.columns() - from);
        matrix.read(row, from, count, piece, 0);
        bytes.asFloatBuffer().put(piece, 0, count);
        out.write(bytes.array(), 0, 4 * count);
      }
    }
  }

  @Serial
  private void readObject(ObjectInputStream in) throws IOException {
    int rows = in.readInt();
    int columns = in.readInt();
    float[] values = new float[Math.multiplyExact(rows, columns)];
    ByteBuffer bytes = bytes(Math.min(RowMatrix.PIECE, columns));
    int step = bytes.capacity() / 4;
    for (int at = 0; at < values.length; at += step) {
      int count = Math.min(step, values.length - at);
      in.readFully(bytes.array(), 0, 4 * count);
      bytes.asFloatBuffer().get(values, at, count);
    }
    matrix = new HeldMatrix(values, rows, columns);
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Serial
  private Object readResolve() {
    return matrix;
  }
}
