package io.github.paenmf.core.linalg;

/**
 * Cholesky factorisation A + ridge I = U'U of a symmetric positive definite matrix in double
 * precision, with U upper triangular, and the solutions it gives.
 */
public final class Cholesky {

  private static final double EPSILON = Math.ulp(1.0);

  /** Right-hand sides from which solving them a strip at a time pays. */
  private static final int WIDE = 8;

  private final int n;
  private final double[] upper;

  private Cholesky(double[] a, int n, double ridge) {
    this.n = n;
    upper = new double[n * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(a, i * n + i, upper, i * n + i, n - i);
      upper[i * n + i] += ridge;
    }
  }

  /**
   * Factors A + ridge I.
   *
   * @param a n x n, row-major, symmetric; left alone, and only its upper triangle is read
   * @param n number of rows, at least 1
   * @param ridge added to every diagonal element, at least 0, in the units of A
   * @throws IllegalArgumentException if the array is too short or the ridge is negative
   * @throws NotPositiveDefiniteException if a pivot is not clearly above 0, or not a number
   */
  public static Cholesky of(double[] a, int n, double ridge) {
    if (n < 1 || a.length < (long) n * n) {
      throw new IllegalArgumentException(
          "a symmetric matrix of %d rows needs n * n values, found %d".formatted(n, a.length));
    }
    if (!(ridge >= 0)) {
      throw new IllegalArgumentException("a ridge must be at least 0, found " + ridge);
    }
    Cholesky cholesky = new Cholesky(a, n, ridge);
    cholesky.factor();
    return cholesky;
  }

  private void factor() {
    double[] u = upper;
    for (int k = 0; k < n; k++) {
      double before = 0;
      for (int i = 0; i < k; i++) {
        before += u[i * n + k] * u[i * n + k];
      }
      double pivot = u[k * n + k];
      // What cancellation leaves of a pivot that is 0 in exact arithmetic.
      double rounding = n * EPSILON * (before + Math.abs(pivot));
      if (!(pivot > rounding) || pivot == Double.POSITIVE_INFINITY) {
        throw new NotPositiveDefiniteException(k, n, pivot);
      }
      double root = Math.sqrt(pivot);
      for (int j = k; j < n; j++) {
        u[k * n + j] /= root;
      }
      for (int i = k + 1; i < n; i++) {
        addScaled(-u[k * n + i], u, k * n + i, u, i * n + i, n - i);
      }
    }
  }

  /**
   * Solves (A + ridge I) X = B in place.
   *
   * @param b n x columns, row-major: every column is a right-hand side; becomes X
   * @param columns number of right-hand sides, at least 1
   * @throws IllegalArgumentException if the array is too short
   */
  public void solve(double[] b, int columns) {
    if (columns < 1 || b.length < (long) n * columns) {
      throw new IllegalArgumentException(
          "%d right-hand sides of length %d got %d values".formatted(columns, n, b.length));
    }
    solveTransposedFactor(b, columns);
    if (columns >= WIDE) {
      new TriangularSolves(upper, n).direct(b, columns);
      return;
    }
    for (int k = n - 1; k >= 0; k--) {
      for (int i = k + 1; i < n; i++) {
        addScaled(-upper[k * n + i], b, i * columns, b, k * columns, columns);
      }
      divide(b, k * columns, columns, upper[k * n + k]);
    }
  }

  /** Solves U' X = B in place, with b as in {@link #solve}: it whitens what has covariance A. */
  void solveTransposedFactor(double[] b, int columns) {
    if (columns >= WIDE) {
      new TriangularSolves(upper, n).transposed(b, columns);
      return;
    }
    for (int k = 0; k < n; k++) {
      divide(b, k * columns, columns, upper[k * n + k]);
      for (int i = k + 1; i < n; i++) {
        addScaled(-upper[k * n + i], b, k * columns, b, i * columns, columns);
      }
    }
  }

  /** The inverse of A + ridge I, n x n, row-major, exactly symmetric. */
  public double[] inverse() {
    double[] inverse = new double[n * n];
    for (int i = 0; i < n; i++) {
      inverse[i * n + i] = 1;
    }
    solve(inverse, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double mean = 0.5 * (inverse[i * n + j] + inverse[j * n + i]);
        inverse[i * n + j] = mean;
        inverse[j * n + i] = mean;
      }
    }
    return inverse;
  }

  /** Natural logarithm of the determinant of A + ridge I. */
  public double logDeterminant() {
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += 2 * Math.log(upper[k * n + k]);
    }
    return sum;
  }

  /** Element (i, j) of U; 0 below the diagonal. */
  public double upper(int i, int j) {
    return upper[i * n + j];
  }

  private static void divide(double[] b, int at, int length, double by) {
    for (int i = 0; i < length; i++) {
      b[at + i] /= by;
    }
  }

  private static void addScaled(double f, double[] x, int from, double[] y, int at, int length) {
    for (int i = 0; i < length; i++) {
      y[at + i] += f * x[from + i];
    }
  }
}
