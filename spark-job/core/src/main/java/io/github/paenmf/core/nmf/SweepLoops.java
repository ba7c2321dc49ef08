package io.github.paenmf.core.nmf;

/**
 * The inner loops of a sweep of alternating least squares. All implementations give the same bits:
 * each target is its own sum over ascending parts, one fused step a part.
 */
interface SweepLoops {

  /** Targets worked on together. */
  int GROUP = 4;

  /** Rows of tile and targets are a multiple of this long, whatever the implementation. */
  int STRIDE = 16;

  /**
   * {@code targets[a][t] -= sum_l factors[at + a * rank + l] * tile[l][t]} for the parts l from
   * {@code from} below {@code to}.
   *
   * @param targets GROUP x width, row-major
   * @param factors rows of the Gram matrix, of length {@code rank}
   * @param at where the first target's row starts
   * @param rank length of a row of factors
   * @param tile rank x width, row-major
   * @param from first part
   * @param to end of the parts
   * @param width length of a row, a multiple of {@link #STRIDE}
   */
  void subtract(
      double[] targets,
      double[] factors,
      int at,
      int rank,
      double[] tile,
      int from,
      int to,
      int width);
}
