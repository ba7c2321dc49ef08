package io.github.paenmf.core.linalg;

import java.util.Arrays;

/**
 * Eigen-decomposition A = V' diag(lambda) V of a symmetric matrix in double precision, by reduction
 * to tridiagonal form with Householder reflections and implicit QR steps with Wilkinson's shift
 * (Golub and Van Loan, Matrix Computations, sections 8.3.1 to 8.3.3).
 *
 * <p>Eigenvalues descend. Eigenvector i is row i of V, of unit length; its component of largest
 * size (the first one in a tie) is positive, so that equal input gives equal output. The result is
 * backward stable: small eigenvalues are exact to about 1e-15 times the largest in size, hence the
 * null eigenvalues of a semi-definite matrix may come out slightly negative. Cost about 9 n^3.
 */
public final class SymmetricEigen {

  private static final double EPSILON = Math.ulp(1.0);

  private final int n;
  private final double[] diagonal;
  private final double[] offDiagonal;

  /** Row i is vector i at the end; before that, the reduction's working matrix. */
  private final double[] rows;

  private SymmetricEigen(double[] a, int n) {
    this.n = n;
    rows = a.clone();
    diagonal = new double[n];
    offDiagonal = new double[n];
  }

  /**
   * Decomposes a matrix.
   *
   * @param a n x n, row-major, symmetric; left alone. Only symmetry up to rounding is expected: the
   *     mean of both triangles is used
   * @param n number of rows, at least 1
   * @throws IllegalArgumentException if the array is too short or holds NaN or an infinity
   */
  public static SymmetricEigen of(double[] a, int n) {
    if (n < 1 || a.length < (long) n * n) {
      throw new IllegalArgumentException(
          "a symmetric matrix of %d rows needs n * n values, found %d".formatted(n, a.length));
    }
    for (int i = 0; i < n * n; i++) {
      if (!Double.isFinite(a[i])) {
        throw new IllegalArgumentException(
            "matrix element (%d, %d) is %s".formatted(i / n, i % n, a[i]));
      }
    }
    SymmetricEigen eigen = new SymmetricEigen(a, n);
    double scale = eigen.symmetriseAndScale();
    eigen.tridiagonalise();
    eigen.diagonalise();
    eigen.sort(scale);
    return eigen;
  }

  /** Eigenvalue i; they descend. */
  public double value(int i) {
    return diagonal[i];
  }

  /** All n eigenvalues, descending; a copy. */
  public double[] values() {
    return diagonal.clone();
  }

  /** V, n x n, row-major: row i is the unit eigenvector of {@code value(i)}; a copy. */
  public double[] vectors() {
    return rows.clone();
  }

  /** Component t of eigenvector i. */
  public double vector(int i, int t) {
    return rows[i * n + t];
  }

  /**
   * The first eigenvectors, one after the other.
   *
   * @param count number of vectors
   * @return count x n
   */
  public double[] vectors(int count) {
    double[] leading = new double[count * n];
    for (int p = 0; p < count; p++) {
      for (int i = 0; i < n; i++) {
        leading[p * n + i] = vector(p, i);
      }
    }
    return leading;
  }

  /** Brings the largest element to 1, so that squares neither overflow nor vanish. */
  private double symmetriseAndScale() {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double mean = 0.5 * rows[i * n + j] + 0.5 * rows[j * n + i];
        rows[i * n + j] = mean;
        rows[j * n + i] = mean;
        largest = Math.max(largest, Math.abs(mean));
      }
    }
    if (largest == 0) {
      return 1;
    }
    for (int i = 0; i < n * n; i++) {
      rows[i] /= largest;
    }
    return largest;
  }

  /** Leaves the tridiagonal matrix in the two vectors and the transposed reflections in rows. */
  private void tridiagonalise() {
    double[][] reflections = new double[Math.max(0, n - 2)][];
    double[] factors = new double[Math.max(0, n - 2)];
    for (int k = 0; k < n - 2; k++) {
      int first = k + 1;
      double[] v = new double[n];
      System.arraycopy(rows, k * n + first, v, first, n - first);
      double tail = sumOfSquares(v, first + 1, n);
      double head = v[first];
      diagonal[k] = rows[k * n + k];
      if (tail == 0) {
        offDiagonal[k] = head;
        continue;
      }
      double length = Math.sqrt(head * head + tail);
      double reflected = head > 0 ? -length : length;
      offDiagonal[k] = reflected;
      v[first] = head - reflected;
      double factor = 2 / (v[first] * v[first] + tail);
      reflections[k] = v;
      factors[k] = factor;
      reflectBothSides(v, factor, first);
    }
    for (int k = Math.max(0, n - 2); k < n; k++) {
      diagonal[k] = rows[k * n + k];
    }
    if (n > 1) {
      offDiagonal[n - 2] = rows[(n - 1) * n + n - 2];
    }
    gatherReflections(reflections, factors);
  }

  /** A := H A H with H = I - factor v v', on the trailing part. */
  private void reflectBothSides(double[] v, double factor, int first) {
    double[] w = new double[n];
    for (int i = first; i < n; i++) {
      addScaled(factor * v[i], rows, i * n + first, w, first, n - first);
    }
    double along = 0;
    for (int i = first; i < n; i++) {
      along += v[i] * w[i];
    }
    addScaled(-0.5 * factor * along, v, first, w, first, n - first);
    for (int i = first; i < n; i++) {
      addScaled(-v[i], w, first, rows, i * n + first, n - first);
      addScaled(-w[i], v, first, rows, i * n + first, n - first);
    }
  }

  /** rows := (H_0 H_1 ...)', so that its rows are turned into the eigenvectors. */
  private void gatherReflections(double[][] reflections, double[] factors) {
    Arrays.fill(rows, 0);
    for (int i = 0; i < n; i++) {
      rows[i * n + i] = 1;
    }
    double[] product = new double[n];
    for (int k = n - 3; k >= 0; k--) {
      double[] v = reflections[k];
      if (v == null) {
        continue;
      }
      int first = k + 1;
      Arrays.fill(product, 0);
      for (int i = first; i < n; i++) {
        addScaled(v[i], rows, i * n + first, product, first, n - first);
      }
      for (int i = first; i < n; i++) {
        addScaled(-factors[k] * v[i], product, first, rows, i * n + first, n - first);
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double swap = rows[i * n + j];
        rows[i * n + j] = rows[j * n + i];
        rows[j * n + i] = swap;
      }
    }
  }

  private void diagonalise() {
    int last = n - 1;
    int steps = 0;
    while (last > 0) {
      if (isNegligible(last - 1)) {
        offDiagonal[last - 1] = 0;
        last--;
        steps = 0;
        continue;
      }
      int first = last - 1;
      while (first > 0 && !isNegligible(first - 1)) {
        first--;
      }
      if (++steps > 60) {
        throw new IllegalStateException(
            "the eigenvalues of a %d x %d matrix".formatted(n, n) + " did not converge");
      }
      implicitStep(first, last);
    }
  }

  private boolean isNegligible(int k) {
    double neighbours = Math.abs(diagonal[k]) + Math.abs(diagonal[k + 1]);
    return Math.abs(offDiagonal[k]) <= EPSILON * (neighbours + EPSILON);
  }

  /** One QR step on the unreduced part from first to last: a bulge is chased downwards. */
  private void implicitStep(int first, int last) {
    double half = (diagonal[last - 1] - diagonal[last]) / 2;
    double off = offDiagonal[last - 1];
    double root = Math.hypot(half, off);
    double shift = diagonal[last] - off * (off / (half + (half < 0 ? -root : root)));
    double x = diagonal[first] - shift;
    double z = offDiagonal[first];
    for (int k = first; k < last; k++) {
      double length = Math.sqrt(x * x + z * z);
      if (length == 0) {
        length = Math.hypot(x, z);
      }
      double c = length == 0 ? 1 : x / length;
      double s = length == 0 ? 0 : z / length;
      if (k > first) {
        offDiagonal[k - 1] = length;
      }
      double upper = diagonal[k];
      double lower = diagonal[k + 1];
      double between = offDiagonal[k];
      double cross = 2 * c * s * between;
      diagonal[k] = c * c * upper + cross + s * s * lower;
      diagonal[k + 1] = s * s * upper - cross + c * c * lower;
      offDiagonal[k] = c * s * (lower - upper) + (c * c - s * s) * between;
      if (k + 1 < last) {
        x = offDiagonal[k];
        z = s * offDiagonal[k + 1];
        offDiagonal[k + 1] *= c;
      }
      rotateRows(k * n, (k + 1) * n, c, s);
    }
  }

  private void rotateRows(int upper, int lower, double c, double s) {
    double[] v = rows;
    for (int t = 0; t < n; t++) {
      double p = v[upper + t];
      double q = v[lower + t];
      v[upper + t] = c * p + s * q;
      v[lower + t] = c * q - s * p;
    }
  }

  private void sort(double scale) {
    Integer[] order = new Integer[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    double[] unsorted = diagonal.clone();
    double[] source = rows.clone();
    Arrays.sort(order, (i, j) -> Double.compare(unsorted[j], unsorted[i]));
    for (int i = 0; i < n; i++) {
      int from = order[i] * n;
      diagonal[i] = unsorted[order[i]] * scale;
      int largest = 0;
      for (int t = 1; t < n; t++) {
        if (Math.abs(source[from + t]) > Math.abs(source[from + largest])) {
          largest = t;
        }
      }
      double sign = source[from + largest] < 0 ? -1 : 1;
      for (int t = 0; t < n; t++) {
        rows[i * n + t] = sign * source[from + t];
      }
    }
  }

  private static double sumOfSquares(double[] v, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += v[i] * v[i];
    }
    return sum;
  }

  private static void addScaled(double f, double[] x, int from, double[] y, int at, int length) {
    for (int i = 0; i < length; i++) {
      y[at + i] += f * x[from + i];
    }
  }
}
