package io.github.paenmf.core.linalg;

import io.github.paenmf.core.vector.DoubleTileLoops;

/**
 * Solutions with an upper triangular factor U for many right-hand sides: a strip of columns at a
 * time, and in it a group of rows at a time, from which what the known rows explain is taken off at
 * once. Sums are kept negated, so that the factor is read as it stands.
 */
final class TriangularSolves {

  private static final int GROUP = DoubleTileLoops.ROWS;
  private static final int STRIP = DoubleTileLoops.COLUMNS;

  private final double[] upper;
  private final int n;
  private final double[] strip;
  private final double[] tile = new double[GROUP * STRIP];

  /**
   * For a factor.
   *
   * @param upper U, n x n, row-major
   * @param n number of rows
   */
  TriangularSolves(double[] upper, int n) {
    this.upper = upper;
    this.n = n;
    strip = new double[n * STRIP];
  }

  /** Solves U' X = B in place, with b n x columns, row-major. */
  void transposed(double[] b, int columns) {
    for (int from = 0; from < columns; from += STRIP) {
      int count = Math.min(STRIP, columns - from);
      load(b, columns, from, count);
      for (int first = 0; first < n; first += GROUP) {
        int end = Math.min(n, first + GROUP);
        negate(first, end);
        // The factors of rows past the last one belong to others: those sums are not read.
        DoubleTileLoops.BEST.add(tile, upper, first, n, strip, 0, first);
        for (int i = first; i < end; i++) {
          for (int k = first; k < i; k++) {
            addScaled(upper[k * n + i], k, i - first);
          }
          divide(i, i - first);
        }
      }
      store(b, columns, from, count);
    }
  }

  /** Solves U X = B in place, with b n x columns, row-major. */
  void direct(double[] b, int columns) {
    double[] lower = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        lower[j * n + i] = upper[i * n + j];
      }
    }
    for (int from = 0; from < columns; from += STRIP) {
      int count = Math.min(STRIP, columns - from);
      load(b, columns, from, count);
      for (int first = (n - 1) / GROUP * GROUP; first >= 0; first -= GROUP) {
        int end = Math.min(n, first + GROUP);
        negate(first, end);
        DoubleTileLoops.BEST.add(tile, lower, end * n + first, n, strip, end * STRIP, n - end);
        for (int i = end - 1; i >= first; i--) {
          for (int k = i + 1; k < end; k++) {
            addScaled(upper[i * n + k], k, i - first);
          }
          divide(i, i - first);
        }
      }
      store(b, columns, from, count);
    }
  }

  private void load(double[] b, int columns, int from, int count) {
    for (int i = 0; i < n; i++) {
      System.arraycopy(b, i * columns + from, strip, i * STRIP, count);
    }
  }

  private void store(double[] b, int columns, int from, int count) {
    for (int i = 0; i < n; i++) {
      System.arraycopy(strip, i * STRIP, b, i * columns + from, count);
    }
  }

  private void negate(int first, int end) {
    for (int t = 0; t < (end - first) * STRIP; t++) {
      tile[t] = -strip[first * STRIP + t];
    }
  }

  private void addScaled(double factor, int row, int ofTile) {
    for (int t = 0; t < STRIP; t++) {
      tile[ofTile * STRIP + t] = Math.fma(factor, strip[row * STRIP + t], tile[ofTile * STRIP + t]);
    }
  }

  private void divide(int row, int ofTile) {
    double by = -upper[row * n + row];
    for (int t = 0; t < STRIP; t++) {
      strip[row * STRIP + t] = tile[ofTile * STRIP + t] / by;
    }
  }
}
