package io.github.paenmf.core.pass;

/** Sums of {@link NmfPass} over the coefficients H that it solved. */
public final class NmfStatistics implements WideStatistics<NmfStatistics> {

  private static final long serialVersionUID = 1L;

  /** X'H, r x m. */
  public final float[] xth;

  /** H'H, r x r. */
  public final double[] hth;

  /** Sum over rows of h, r. */
  public final double[] sums;

  /** Sum over rows of h_j s_p, r x q; empty when no scores were asked for. */
  public final double[] scoreProducts;

  /** Sum over rows of s_p, q; empty when no scores were asked for. */
  public final double[] scoreSums;

  /** &lt;P, H&gt; with P = X W_f. */
  public double ph;

  /** Sums of no rows. */
  public NmfStatistics(int features, int rank, int inputs) {
    xth = new float[Math.multiplyExact(rank, features)];
    hth = new double[rank * rank];
    sums = new double[rank];
    scoreProducts = new double[rank * inputs];
    scoreSums = new double[inputs];
  }

  private NmfStatistics(NmfStatistics all, float[] xth) {
    this.xth = xth;
    hth = all.hth.clone();
    sums = all.sums.clone();
    scoreProducts = all.scoreProducts.clone();
    scoreSums = all.scoreSums.clone();
    ph = all.ph;
  }

  @Override
  public NmfStatistics slice(int from, int to) {
    return new NmfStatistics(this, Columns.of(xth, xth.length / sums.length, from, to));
  }

  @Override
  public void add(NmfStatistics other) {
    Sums.add(xth, other.xth);
    Sums.add(hth, other.hth);
    Sums.add(sums, other.sums);
    Sums.add(scoreProducts, other.scoreProducts);
    Sums.add(scoreSums, other.scoreSums);
    ph += other.ph;
  }
}
