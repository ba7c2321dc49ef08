package io.github.paenmf.core.linalg;

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

  private final float[] basis;
  private final int rank;

  private Orthonormal(float[] basis, int rank) {
    this.basis = basis;
    this.rank = rank;
  }

  /**
   * Computes a basis.
   *
   * @param rows l x m, row-major; left alone
   * @param l number of rows, at least 1
   * @param m length of a row, at least 1
   * @throws IllegalArgumentException if the array is too short or holds NaN or an infinity
   */
  public static Orthonormal of(float[] rows, int l, int m) {
    if (l < 1 || m < 1 || rows.length < (long) l * m) {
      throw new IllegalArgumentException(
          "%d rows of length %d got %d values".formatted(l, m, rows.length));
    }
    double[] gram = gram(rows, l, m);
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
      return new Orthonormal(new float[0], 0);
    }
    double[] mix = new double[rank * l];
    for (int i = 0; i < rank; i++) {
      double factor = 1 / Math.sqrt(eigen.value(i));
      for (int j = 0; j < l; j++) {
        mix[i * l + j] = factor * eigen.vector(i, j) * inverseLength[j];
      }
    }
    float[] first = combine(mix, rank, rows, l, m);
    Cholesky cholesky = Cholesky.of(gram(first, rank, m), rank, 0);
    double[] correction = new double[rank * rank];
    for (int i = 0; i < rank; i++) {
      correction[i * rank + i] = 1;
    }
    cholesky.solveTransposedFactor(correction, rank);
    return new Orthonormal(combine(correction, rank, first, rank, m), rank);
  }

  /** Number of basis vectors: the numerical rank of the rows, at most l and possibly 0. */
  public int rank() {
    return rank;
  }

  /** The basis, rank x m, row-major; not a copy. */
  public float[] basis() {
    return basis;
  }

  /** Inner products of all pairs of rows, l x l, summed in double. */
  private static double[] gram(float[] rows, int l, int m) {
    double[] gram = new double[Math.multiplyExact(l, l)];
    double[] piece = new double[Math.multiplyExact(PIECE, l)];
    try (NativeDoubles features = new NativeDoubles(piece.length);
        NativeDoubles sum = new NativeDoubles(gram.length)) {
      for (int from = 0; from < m; from += PIECE) {
        int length = Math.min(PIECE, m - from);
        toDouble(rows, l, m, from, length, piece);
        features.put(piece, l * length);
        MatrixProducts.ofBackend()
            .multiply(true, false, l, l, length, 1, features, length, features, length, 1, sum, l);
      }
      sum.get(gram, gram.length);
    }
    return gram;
  }

  /** mix (count x l) times rows (l x m), summed in double. */
  private static float[] combine(double[] mix, int count, float[] rows, int l, int m) {
    float[] out = new float[Math.multiplyExact(count, m)];
    double[] piece = new double[PIECE * l];
    try (NativeDoubles factors = new NativeDoubles(mix.length);
        NativeDoubles features = new NativeDoubles(piece.length);
        NativeDoubles sums = new NativeDoubles(PIECE * count)) {
      factors.put(mix, count * l);
      for (int from = 0; from < m; from += PIECE) {
        int length = Math.min(PIECE, m - from);
        toDouble(rows, l, m, from, length, piece);
        features.put(piece, l * length);
        MatrixProducts.ofBackend()
            .multiply(
                false, false, length, count, l, 1, features, length, factors, l, 0, sums, length);
        sums.get(piece, length * count);
        for (int i = 0; i < count; i++) {
          for (int t = 0; t < length; t++) {
            out[i * m + from + t] = (float) piece[i * length + t];
          }
        }
      }
    }
    return out;
  }

  /** One piece of all rows, l x length. */
  private static void toDouble(float[] rows, int l, int m, int from, int length, double[] piece) {
    for (int i = 0; i < l; i++) {
      for (int t = 0; t < length; t++) {
        piece[i * length + t] = rows[i * m + from + t];
      }
    }
  }
}
