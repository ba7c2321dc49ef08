package io.github.paenmf.core.pass;

/** Weighted sums of the extra inputs, and of their products with scores and with each other. */
public final class ExogenousStatistics implements Statistics<ExogenousStatistics> {

  private static final long serialVersionUID = 1L;

  /** Sum of every extra input, e. */
  public final double[] sums;

  /** Sum of every score, q. */
  public final double[] scoreSums;

  /** Sums of products of every extra input with the scores, then the inputs, e x (q + e). */
  public final double[] products;

  /** Sum of the rows' weights. */
  public double weight;

  /** Sums of no rows. */
  public ExogenousStatistics(int scores, int count) {
    sums = new double[count];
    scoreSums = new double[scores];
    products = new double[Math.multiplyExact(count, scores + count)];
  }

  @Override
  public void add(ExogenousStatistics other) {
    Sums.add(sums, other.sums);
    Sums.add(scoreSums, other.scoreSums);
    Sums.add(products, other.products);
    weight += other.weight;
  }
}
