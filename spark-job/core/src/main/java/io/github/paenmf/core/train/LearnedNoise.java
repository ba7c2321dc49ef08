package io.github.paenmf.core.train;

import io.github.paenmf.core.pass.SummaryStatistics;

/**
 * The noise variance as it is learned: the mean squared error, kept above what float32 can tell
 * from none. The squared error is ||X||^2 less float32 sums of nearly the same size; of a table
 * that the parts meet exactly only their rounding is left, of either sign, and the objective
 * divides by it.
 */
final class LearnedNoise {

  /** Rounding error of a squared error, as a share of ||X||^2. */
  private static final double ROUNDING = 1e-6;

  private LearnedNoise() {}

  /**
   * sigma^2.
   *
   * @param squaredError sum over rows
   * @param table norm and weight of the table
   * @param features m
   */
  static double variance(double squaredError, SummaryStatistics table, int features) {
    double mean = Math.max(squaredError, rounding(table)) / (table.weight * features);
    return Math.max(mean, Float.MIN_NORMAL);
  }

  /** Rounding error of a squared error over all rows of the table. */
  static double rounding(SummaryStatistics table) {
    return ROUNDING * table.squaredNorm;
  }
}
