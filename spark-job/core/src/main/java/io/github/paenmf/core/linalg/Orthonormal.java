package io.github.paenmf.core.linalg;

import io.github.paenmf.core.matrix.MatrixStore;
import io.github.paenmf.core.matrix.MutableMatrix;
import io.github.paenmf.core.matrix.RowMatrix;

/**
 * An orthonormal basis of the space that l rows of length m span, l much smaller than m.
 *
 * <p>The rows' Gram matrix is summed and decomposed in double precision and null directions are
 * dropped; a Cholesky step on the Gram matrix of that first basis then removes what a badly
 * conditioned start left (Cholesky-QR done twice). Rows are first brought to unit length, so that a
 * short row counts as much as a long one.
 */
public final class Orthonormal {

  /**
   * Directions whose squared length is below this fraction of the longest one's are rounding of the
   * float input: half a unit in the last place, squared, and some room.
   */
  private static final double NULL_FRACTION = 1e-13;

  /** Features taken together; one piece of all rows stays in the second-level cache. */
  private static final int PIECE = 512;

  private final RowMatrix basis;

  private Orthonormal(RowMatrix basis) {
    this.basis = basis;
  }

  /**
   * Computes a basis.
   *
   * @param rows l x m, both at least 1; left alone
   * @param store keeps the basis, and what is of its size on the way to it
   * @throws IllegalArgumentException if the matrix is empty or holds NaN or an infinity
   */
  public static Orthonormal of(RowMatrix rows, MatrixStore store) {
    int l = rows.rows();
    int m = rows.columns();
    if (l < 1 || m < 1) {
      throw new IllegalArgumentException("no basis of %d rows of length %d".formatted(l, m));
    }
    double[] gram = gram(rows);
    double[] inverseLength = new double[l];
    for (int i = 0; i < l; i++) {
      double square = gram[i * l + i];
      if (!Double.isFinite(square)) {
        throw new IllegalArgumentException("row " + i + " holds a value that is not finite");
      }
      inverseLength[i] = square == 0 ? 0 : 1 / Math.sqrt(square);
    }
    for (int i = 0; i < l; i++) {
      for (int j = 0; j < l; j++) {
        gram[i * l + j] *= inverseLength[i] * inverseLength[j];
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(gram, l);
    int rank = 0;
    while (rank < l && eigen.value(rank) > NULL_FRACTION * l * eigen.value(0)) {
      rank++;
    }
    if (rank == 0) {
      return new Orthonormal(store.matrix(0, m));
    }
    double[] mix = new double[rank * l];
    for (int i = 0; i < rank; i++) {
      double factor = 1 / Math.sqrt(eigen.value(i));
      for (int j = 0; j < l; j++) {
        mix[i * l + j] = factor * eigen.vector(i, j) * inverseLength[j];
      }
    }
    RowMatrix first = combine(mix, rank, rows, store);
    Cholesky cholesky = Cholesky.of(gram(first), rank, 0);
    double[] correction = new double[rank * rank];
    for (int i = 0; i < rank; i++) {
      correction[i * rank + i] = 1;
    }
    cholesky.solveTransposedFactor(correction, rank);
    RowMatrix basis = combine(correction, rank, first, store);
    first.drop();
    return new Orthonormal(basis);
  }

  /** Number of basis vectors: the numerical rank of the rows, at most l and possibly 0. */
  public int rank() {
    return basis.rows();
  }

  /** The basis, rank x m. */
  public RowMatrix basis() {
    return basis;
  }

  /** Inner products of all pairs of rows, l x l, summed in double. */
  private static double[] gram(RowMatrix rows) {
    int l = rows.rows();
    int m = rows.columns();
    float[] read = new float[PIECE];
    double[] gram = new double[Math.multiplyExact(l, l)];
    double[] piece = new double[Math.multiplyExact(PIECE, l)];
    try (NativeDoubles features = new NativeDoubles(piece.length);
        NativeDoubles sum = new NativeDoubles(gram.length)) {
      for (int from = 0; from < m; from += PIECE) {
        int length = Math.min(PIECE, m - from);
        toDouble(rows, from, length, read, piece);
        features.put(piece, l * length);
        MatrixProducts.ofBackend()
            .multiply(true, false, l, l, length, 1, features, length, features, length, 1, sum, l);
      }
      sum.get(gram, gram.length);
    }
    return gram;
  }

  /** mix (count x l) times rows (l x m), summed in double. */
  private static RowMatrix combine(double[] mix, int count, RowMatrix rows, MatrixStore store) {
    int l = rows.rows();
    int m = rows.columns();
    MutableMatrix out = store.matrix(count, m);
    float[] read = new float[PIECE];
    double[] piece = new double[PIECE * l];
    try (NativeDoubles factors = new NativeDoubles(mix.length);
        NativeDoubles features = new NativeDoubles(piece.length);
        NativeDoubles sums = new NativeDoubles(PIECE * count)) {
      factors.put(mix, count * l);
      for (int from = 0; from < m; from += PIECE) {
        int length = Math.min(PIECE, m - from);
        toDouble(rows, from, length, read, piece);
        features.put(piece, l * length);
        MatrixProducts.ofBackend()
            .multiply(
                false, false, length, count, l, 1, features, length, factors, l, 0, sums, length);
        sums.get(piece, length * count);
        for (int i = 0; i < count; i++) {
          for (int t = 0; t < length; t++) {
            read[t] = (float) piece[i * length + t];
          }
          out.write(i, from, length, read, 0);
        }
      }
    }
    return out;
  }

  /** One piece of all rows, l x length. */
  private static void toDouble(RowMatrix rows, int from, int length, float[] read, double[] piece) {
    for (int i = 0; i < rows.rows(); i++) {
      rows.read(i, from, length, read, 0);
      for (int t = 0; t < length; t++) {
        piece[i * length + t] = read[t];
      }
    }
  }
}
