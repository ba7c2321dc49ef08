package io.github.paenmf.core.rank;

import io.github.paenmf.core.pass.NmfStatistics;
import io.github.paenmf.core.pass.SummaryPass;
import io.github.paenmf.core.pass.SummaryStatistics;
import io.github.paenmf.core.train.NmfRound;
import io.github.paenmf.core.train.PartsUpdate;
import io.github.paenmf.core.train.StatisticsSource;

/**
 * Factors of plain NMF: the parts, and what is known of the coefficients that belong to them.
 *
 * @param rank r
 * @param features m
 * @param parts W_f, r x m
 * @param sums of the coefficients at these parts
 * @param summary of the table
 * @param squaredError ||X - H W_f'||^2
 */
public record PlainFactors(
    int rank,
    int features,
    float[] parts,
    NmfStatistics sums,
    SummaryStatistics summary,
    double squaredError) {

  /** Sweeps over the coefficients of a row in a round. */
  static final int COEFFICIENT_SWEEPS = 10;

  private static final int PART_SWEEPS = 10;

  /** A round that gains less than this share of the error is the last. */
  private static final double SETTLED = 1e-5;

  /**
   * Rounds of hierarchical alternating least squares, until one gains next to nothing.
   *
   * @param source the rows
   * @param start parts to start from, r x m; left alone
   * @param rank r
   * @param rounds most rounds
   */
  public static PlainFactors fit(StatisticsSource source, float[] start, int rank, int rounds) {
    int features = source.features();
    SummaryStatistics summary = source.run(new SummaryPass(features), "summary");
    float[] parts = start;
    double before = Double.POSITIVE_INFINITY;
    for (int round = 0; ; round++) {
      NmfRound step = new NmfRound(parts, rank, features);
      NmfStatistics sums =
          source.run(step.pass(COEFFICIENT_SWEEPS, 0), "plain NMF round " + (round + 1));
      double error = Math.max(0, step.squaredError(sums, summary.squaredNorm));
      if (round >= rounds || before - error < SETTLED * before) {
        return new PlainFactors(rank, features, parts, sums, summary, error);
      }
      before = error;
      parts = step.improve(sums, PartsUpdate.HALS, PART_SWEEPS);
    }
  }

  /** Sum of part j over the features. */
  double partSum(int j) {
    double sum = 0;
    for (int t = 0; t < features; t++) {
      sum += parts[j * features + t];
    }
    return sum;
  }
}
