package io.github.paenmf.core.nmf;

import io.github.paenmf.core.vector.DoubleTileLoops;

/**
 * The last step of a group of parts in a sweep of alternating least squares, on a strip of a few
 * features: small enough to stay in the first cache with all its parts. All implementations give
 * the same bits: each value is its own sum, one fused step a part.
 *
 * <p>A strip has a row of {@link #STRIP} values for every part. Factors stand as {@link
 * SweepFactors} lays them.
 */
interface SweepLoops {

  /** Parts worked on together. */
  int GROUP = DoubleTileLoops.ROWS;

  /** Features worked on together. */
  int STRIP = DoubleTileLoops.COLUMNS;

  /**
   * Solves one part of a group after the other: {@code values[first + a][t]} becomes {@code x +
   * |x|}, twice the positive part of {@code x = halfInverses[first + a] * (targets[a][t] + sum_l
   * factors[at + l * GROUP + a] * values[l][t])} over the other parts l of the group. The sum
   * begins after the part and goes round, so that what was solved last comes last: little waits for
   * it. A part whose inverse is 0 stays as it is.
   *
   * @param targets GROUP x STRIP, with what the parts outside the group explain taken off; changed
   * @param factors of all groups
   * @param at where this group's factors start
   * @param values a strip
   * @param first part of the group
   * @param halfInverses of the diagonal, one a part
   */
  void solve(
      double[] targets,
      double[] factors,
      int at,
      double[] values,
      int first,
      double[] halfInverses);
}
