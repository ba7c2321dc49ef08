package io.github.paenmf.core.pass;

/** Sums of {@link RangePass}, with P = XV of l columns. */
public final class RangeStatistics implements WideStatistics<RangeStatistics> {

  private static final long serialVersionUID = 1L;

  /** X'P, l x m: one direction after the other. */
  public final float[] product;

  /** P'P, l x l. */
  public final double[] gram;

  /** Column sums of P, l. */
  public final double[] sums;

  /** Sums of no rows. */
  public RangeStatistics(int features, int count) {
    product = new float[Math.multiplyExact(features, count)];
    gram = new double[Math.multiplyExact(count, count)];
    sums = new double[count];
  }

  private RangeStatistics(RangeStatistics all, float[] product) {
    this.product = product;
    gram = all.gram.clone();
    sums = all.sums.clone();
  }

  @Override
  public RangeStatistics slice(int from, int to) {
    return new RangeStatistics(this, Columns.of(product, product.length / sums.length, from, to));
  }

  @Override
  public void add(RangeStatistics other) {
    Sums.add(product, other.product);
    Sums.add(gram, other.gram);
    Sums.add(sums, other.sums);
  }
}
