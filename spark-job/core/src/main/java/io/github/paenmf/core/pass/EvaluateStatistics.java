package io.github.paenmf.core.pass;

/**
 * Sums of {@link EvaluatePass}: M is E[H], Q the coefficients at the posterior median, P = X W_f.
 */
public final class EvaluateStatistics implements Statistics<EvaluateStatistics> {

  private static final long serialVersionUID = 1L;

  /** M'M, r x r. */
  public final double[] meanGram;

  /** Sum over rows of Var(h_j), r. */
  public final double[] variances;

  /** Q'Q, r x r. */
  public final double[] medianGram;

  /** Sum over rows of E[h_j], r. */
  public final double[] meanSums;

  /** Sum over rows of KL_j, r. */
  public final double[] kl;

  /** &lt;P, M&gt;. */
  public double meanPh;

  /** &lt;P, Q&gt;. */
  public double medianPh;

  /** ||X||^2 of the rows judged. */
  public double squaredNorm;

  /** Sum of the rows' weights. */
  public double weight;

  /** Number of rows. */
  public long rows;

  /** Sums of no rows. */
  public EvaluateStatistics(int rank) {
    meanGram = new double[rank * rank];
    variances = new double[rank];
    medianGram = new double[rank * rank];
    meanSums = new double[rank];
    kl = new double[rank];
  }

  @Override
  public void add(EvaluateStatistics other) {
    Sums.add(meanGram, other.meanGram);
    Sums.add(variances, other.variances);
    Sums.add(medianGram, other.medianGram);
    Sums.add(meanSums, other.meanSums);
    Sums.add(kl, other.kl);
    meanPh += other.meanPh;
    medianPh += other.medianPh;
    squaredNorm += other.squaredNorm;
    weight += other.weight;
    rows += other.rows;
  }
}
