package io.github.paenmf.job.report.sample;

/**
 * Two rows whose posteriors are close, and the row furthest from the first of them.
 *
 * @param one a row of the pool
 * @param similar the row closest to it
 * @param dissimilar the row furthest from it
 * @param closest ln of the divergence in nats between {@code one} and {@code similar}
 * @param furthest ln of the divergence in nats between {@code one} and {@code dissimilar}
 */
public record RowPairs(int one, int similar, int dissimilar, double closest, double furthest) {

  /** Pairs grow with the square: about a second of work at rank 80. */
  private static final long MOST_TERMS = 4_000_000;

  /** Rows that are copies of each other say nothing. */
  private static final double SAME = Math.log(1e-9);

  /**
   * The closest pair of the pool's first rows that are not copies, and the row furthest from it.
   *
   * @param pool at least three rows
   */
  public static RowPairs find(RowPool pool) {
    int rank = pool.scale()[0].length;
    int rows = Math.min(pool.size(), (int) Math.max(3, Math.sqrt(2.0 * MOST_TERMS / rank)));
    int one = 0;
    int similar = 1;
    double closest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < rows; i++) {
      for (int j = i + 1; j < rows; j++) {
        double d = pool.logDivergence(i, j);
        if (d > SAME && d < closest) {
          closest = d;
          one = i;
          similar = j;
        }
      }
    }
    int dissimilar = -1;
    double furthest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < rows; j++) {
      double d = j == one || j == similar ? Double.NEGATIVE_INFINITY : pool.logDivergence(one, j);
      if (dissimilar < 0 && j != one && j != similar || d > furthest) {
        furthest = d;
        dissimilar = j;
      }
    }
    return new RowPairs(one, similar, dissimilar, closest, furthest);
  }
}
