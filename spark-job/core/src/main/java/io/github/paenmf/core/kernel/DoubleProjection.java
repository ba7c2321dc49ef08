package io.github.paenmf.core.kernel;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.block.DenseBlock;
import java.util.Arrays;

/**
 * P = X W_f in double precision, for the one pass that judges a fit: the squared error of a good
 * fit is a small difference of large numbers, of which float32 leaves too few digits.
 */
final class DoubleProjection {

  private float[] held;
  private double[] table = new double[0];
  private double[] row = new double[0];
  private double[] p = new double[0];
  private int rows;

  /**
   * Sum of products of P and a matrix of coefficients.
   *
   * @param x the block, n x m
   * @param parts W_f, r x m; kept until others come
   * @param rank r
   * @param coefficients r x n, part after part
   */
  double inner(Block x, float[] parts, int rank, float[] coefficients) {
    lay(parts, rank, x.features());
    rows = x.rows();
    if (p.length < rows * rank) {
      p = new double[rows * rank];
    }
    for (int i = 0; i < rows; i++) {
      project(x, i, rank);
      System.arraycopy(row, 0, p, i * rank, rank);
    }
    return inner(coefficients);
  }

  /** The same with other coefficients for the block that came last. */
  double inner(float[] coefficients) {
    int rank = row.length;
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      double ofRow = 0;
      for (int j = 0; j < rank; j++) {
        ofRow += p[i * rank + j] * coefficients[j * rows + i];
      }
      sum += ofRow;
    }
    return sum;
  }

  /** Parts as one row of r doubles a feature. */
  private void lay(float[] parts, int rank, int features) {
    if (held == parts) {
      return;
    }
    table = new double[Math.multiplyExact(rank, features)];
    row = new double[rank];
    for (int j = 0; j < rank; j++) {
      for (int t = 0; t < features; t++) {
        table[t * rank + j] = parts[j * features + t];
      }
    }
    held = parts;
  }

  private void project(Block x, int i, int rank) {
    Arrays.fill(row, 0);
    if (x instanceof DenseBlock dense) {
      int m = dense.features();
      for (int t = 0; t < m; t++) {
        add(dense.values()[i * m + t], t * rank, rank);
      }
    } else if (x instanceof CsrBlock csr) {
      for (int p = csr.rowStart()[i]; p < csr.rowStart()[i + 1]; p++) {
        add(csr.values()[p], csr.columns()[p] * rank, rank);
      }
    }
  }

  private void add(double value, int offset, int rank) {
    for (int j = 0; j < rank; j++) {
      row[j] += value * table[offset + j];
    }
  }

  /** Forgets the parts. */
  void reset() {
    held = null;
    table = new double[0];
  }
}
