package io.github.paenmf.core.rank;

import io.github.paenmf.core.pass.Statistics;

/** Sums of {@link LogarithmPass}. */
final class LogarithmStatistics implements Statistics<LogarithmStatistics> {

  private static final long serialVersionUID = 1L;

  /** Number of coefficients, rows counted with their weight. */
  double count;

  /** Sum of the coefficients, one a floor. */
  final double[] values;

  /** Sum of their logarithms, one a floor. */
  final double[] logarithms;

  LogarithmStatistics(int floors) {
    values = new double[floors];
    logarithms = new double[floors];
  }

  @Override
  public void add(LogarithmStatistics other) {
    count += other.count;
    for (int f = 0; f < values.length; f++) {
      values[f] += other.values[f];
      logarithms[f] += other.logarithms[f];
    }
  }
}
