package io.github.paenmf.core.pass;

/** Sums of {@link SummaryPass}; every row counts with its weight. */
public final class SummaryStatistics implements Statistics<SummaryStatistics> {

  private static final long serialVersionUID = 1L;

  /** Number of data points, weights not counted. */
  public long rows;

  /** Sum of the weights: the n of every mean. */
  public double weight;

  /** ||X||^2. */
  public double squaredNorm;

  /** Sum of every feature, m. */
  public final double[] columnSums;

  /** Sums of no rows of length {@code features}. */
  public SummaryStatistics(int features) {
    this(new double[features]);
  }

  /** Sums of features as they were saved; takes the array over. */
  public SummaryStatistics(double[] columnSums) {
    this.columnSums = columnSums;
  }

  @Override
  public void add(SummaryStatistics other) {
    rows += other.rows;
    weight += other.weight;
    squaredNorm += other.squaredNorm;
    Sums.add(columnSums, other.columnSums);
  }

  /** Mean of every feature. */
  public float[] mean() {
    float[] mean = new float[columnSums.length];
    for (int t = 0; t < mean.length; t++) {
      mean[t] = (float) (columnSums[t] / weight);
    }
    return mean;
  }

  /** Variance of all entries about their common mean. */
  public double entryVariance() {
    double total = 0;
    for (double sum : columnSums) {
      total += sum;
    }
    double entries = weight * columnSums.length;
    double mean = total / entries;
    return Math.max(0, squaredNorm / entries - mean * mean);
  }
}
