package io.github.paenmf.core.prepare;

/** What a scaling divides by. */
public enum Statistic {
  /** The largest value. */
  MAX,
  /** The mean over all values, zeros included. */
  MEAN;

  /** The statistic of one data point over its m features; missing values do not count. */
  double of(RowValues row) {
    double sum = 0;
    double max = 0;
    int missing = 0;
    for (double v : row.values()) {
      if (Double.isNaN(v)) {
        missing++;
      } else {
        sum += v;
        max = Math.max(max, v);
      }
    }
    if (this == MAX) {
      return max;
    }
    int present = row.size() - missing;
    return present == 0 ? 0 : sum / present;
  }
}
