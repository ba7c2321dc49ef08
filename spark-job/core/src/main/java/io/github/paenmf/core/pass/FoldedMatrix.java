package io.github.paenmf.core.pass;

import io.github.paenmf.core.matrix.RowMatrix;
import java.util.Arrays;

/**
 * B T, worked out as it is read.
 *
 * @param coefficients B, r x s with s at least q; those from q on are not read
 * @param rows r
 * @param directions T, q x m
 */
record FoldedMatrix(float[] coefficients, int rows, RowMatrix directions) implements RowMatrix {

  @Override
  public int columns() {
    return directions.columns();
  }

  @Override
  public void read(int row, int from, int count, float[] into, int at) {
    int stride = coefficients.length / rows;
    int length = Math.min(PIECE, count);
    double[] sum = new double[length];
    float[] piece = new float[length];
    for (int done = 0; done < count; done += length) {
      int some = Math.min(length, count - done);
      Arrays.fill(sum, 0);
      for (int p = 0; p < directions.rows(); p++) {
        double factor = coefficients[row * stride + p];
        directions.read(p, from + done, some, piece, 0);
        for (int t = 0; t < some; t++) {
          sum[t] += factor * piece[t];
        }
      }
      for (int t = 0; t < some; t++) {
        into[at + done + t] = (float) sum[t];
      }
    }
  }

  @Override
  public float[] values() {
    float[] values = new float[Math.multiplyExact(rows, columns())];
    for (int row = 0; row < rows; row++) {
      read(row, 0, columns(), values, row * columns());
    }
    return values;
  }
}
