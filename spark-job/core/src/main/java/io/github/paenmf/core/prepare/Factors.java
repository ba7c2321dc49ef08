package io.github.paenmf.core.prepare;

/** Division and multiplication of stored values by one factor. */
final class Factors {

  private Factors() {}

  /** A factor to divide by: 1 where the statistic is 0, as in a row of zeros. */
  static double usable(double statistic) {
    return statistic > 0 ? statistic : 1;
  }

  static RowValues divide(RowValues row, double factor) {
    double[] values = row.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] /= factor;
    }
    return row.withValues(values);
  }

  static RowValues multiply(RowValues row, double factor) {
    double[] values = row.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return row.withValues(values);
  }
}
