package io.github.paenmf.core.linalg;

import io.github.paenmf.core.matrix.MatrixStore;
import io.github.paenmf.core.matrix.MutableMatrix;
import io.github.paenmf.core.matrix.RowMatrix;
import java.util.Arrays;

/** Rows that are sums of other rows, summed in double, a piece of all of them at a time. */
public final class Combination {

  /** Columns taken together. */
  private static final int PIECE = 4096;

  private Combination() {}

  /**
   * F A.
   *
   * @param factors F, count x l
   * @param count number of rows wanted
   * @param rows A, l x m
   * @param store keeps the result
   * @return count x m
   */
  public static RowMatrix of(double[] factors, int count, RowMatrix rows, MatrixStore store) {
    int l = rows.rows();
    int m = rows.columns();
    MutableMatrix combined = store.matrix(count, m);
    int wide = Math.min(PIECE, m);
    float[] piece = new float[l * wide];
    double[] sum = new double[wide];
    float[] narrow = new float[wide];
    for (int from = 0; from < m; from += wide) {
      int length = Math.min(wide, m - from);
      for (int i = 0; i < l; i++) {
        rows.read(i, from, length, piece, i * wide);
      }
      for (int p = 0; p < count; p++) {
        Arrays.fill(sum, 0);
        for (int i = 0; i < l; i++) {
          double factor = factors[p * l + i];
          for (int t = 0; t < length; t++) {
            sum[t] += factor * piece[i * wide + t];
          }
        }
        for (int t = 0; t < length; t++) {
          narrow[t] = (float) sum[t];
        }
        combined.write(p, from, length, narrow, 0);
      }
    }
    return combined;
  }
}
