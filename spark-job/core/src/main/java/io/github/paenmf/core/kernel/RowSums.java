package io.github.paenmf.core.kernel;

/** Sums in double over part-major arrays of a block, r x n, every row counting with its weight. */
final class RowSums {

  private RowSums() {}

  /** Copies {@code from} with every row multiplied by its weight. */
  static void weigh(float[] from, float[] weights, int rank, int rows, float[] into) {
    for (int j = 0; j < rank; j++) {
      int offset = j * rows;
      for (int i = 0; i < rows; i++) {
        into[offset + i] = weights[i] * from[offset + i];
      }
    }
  }

  /** Adds the row sums of every part. */
  static void addSums(float[] x, int rank, int rows, double[] into) {
    for (int j = 0; j < rank; j++) {
      into[j] += sum(x, j * rows, rows);
    }
  }

  /** Adds a small float matrix to a double one. */
  static void add(float[] from, double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] += from[i];
    }
  }

  /** Sum of products; eight sums side by side in a fixed order. */
  static double dot(float[] x, float[] y, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = 0;
    for (; i + 7 < length; i += 8) {
      s0 += (double) x[i] * y[i];
      s1 += (double) x[i + 1] * y[i + 1];
      s2 += (double) x[i + 2] * y[i + 2];
      s3 += (double) x[i + 3] * y[i + 3];
      s4 += (double) x[i + 4] * y[i + 4];
      s5 += (double) x[i + 5] * y[i + 5];
      s6 += (double) x[i + 6] * y[i + 6];
      s7 += (double) x[i + 7] * y[i + 7];
    }
    for (; i < length; i++) {
      s0 += (double) x[i] * y[i];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  /** Eight sums side by side in a fixed order, since one would wait for itself. */
  private static double sum(float[] x, int offset, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = 0;
    for (; i + 7 < length; i += 8) {
      int at = offset + i;
      s0 += x[at];
      s1 += x[at + 1];
      s2 += x[at + 2];
      s3 += x[at + 3];
      s4 += x[at + 4];
      s5 += x[at + 5];
      s6 += x[at + 6];
      s7 += x[at + 7];
    }
    for (; i < length; i++) {
      s0 += x[offset + i];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
