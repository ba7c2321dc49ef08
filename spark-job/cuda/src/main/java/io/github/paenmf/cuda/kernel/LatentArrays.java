package io.github.paenmf.cuda.kernel;

/**
 * Addresses of the latent-sized work arrays of a slab, n x r each, in one piece of memory. a and c
 * are neighbours, so that the encoder's products treat both at once.
 *
 * @param start of the piece
 * @param bytes of one array
 */
record LatentArrays(long start, long bytes) {

  private static final int ARRAYS = 10;

  /** Bytes of all arrays of a slab. */
  static long size(int rows, int rank) {
    return ARRAYS * arrayBytes(rows, rank);
  }

  static LatentArrays of(long start, int rows, int rank) {
    return new LatentArrays(start, arrayBytes(rows, rank));
  }

  private static long arrayBytes(int rows, int rank) {
    return (long) rows * rank * Float.BYTES;
  }

  /** Pre-activation of the scale, later the gradient by it. */
  long a() {
    return start;
  }

  /** Pre-activation of the shape, later the gradient by it. */
  long c() {
    return start + bytes;
  }

  /** X W_f, later the gradient by h. */
  long p() {
    return start + 2 * bytes;
  }

  /** The coefficient as read. */
  long h() {
    return start + 3 * bytes;
  }

  /** dh/da. */
  long hByA() {
    return start + 4 * bytes;
  }

  /** dh/dc. */
  long hByC() {
    return start + 5 * bytes;
  }

  /** KL of every row and part. */
  long kl() {
    return start + 6 * bytes;
  }

  /** E[h]. */
  long mean() {
    return start + 7 * bytes;
  }

  /** Var(h). */
  long variance() {
    return start + 8 * bytes;
  }

  /** A weighted copy of another. */
  long counted() {
    return start + 9 * bytes;
  }
}
