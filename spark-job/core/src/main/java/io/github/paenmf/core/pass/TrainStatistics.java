package io.github.paenmf.core.pass;

/** Sums of {@link TrainPass}; H is the coefficients as the pass reads them. */
public final class TrainStatistics implements WideStatistics<TrainStatistics> {

  private static final long serialVersionUID = 1L;

  /** X'H, r x m. */
  public final float[] xth;

  /** H'H, r x r; in the expected reading without the variances. */
  public final double[] hth;

  /**
   * Sum over rows of Var(h_j), r; zero unless the reading is expected or moments were asked for.
   */
  public final double[] variances;

  /** Gradient with respect to B_lambda, r x q. */
  public final float[] scaleGradient;

  /** Gradient with respect to the scale biases, r. */
  public final double[] scaleBiasGradient;

  /** Gradient with respect to B_k, r x q. */
  public final float[] shapeGradient;

  /** Gradient with respect to the shape biases, r. */
  public final double[] shapeBiasGradient;

  /** E[H]'E[H], r x r; empty unless moments were asked for. */
  public final double[] meanGram;

  /** &lt;P, H&gt; with P = X W_f. */
  public double ph;

  /** &lt;P, E[H]&gt;; 0 unless moments were asked for. */
  public double meanPh;

  /** Sum over rows and latents of the Kullback-Leibler divergence, its weight not applied. */
  public double kl;

  /** Sums of no rows. */
  public TrainStatistics(int features, int rank, int inputs, boolean moments) {
    xth = new float[Math.multiplyExact(rank, features)];
    hth = new double[rank * rank];
    variances = new double[rank];
    scaleGradient = new float[Math.multiplyExact(rank, inputs)];
    scaleBiasGradient = new double[rank];
    shapeGradient = new float[rank * inputs];
    shapeBiasGradient = new double[rank];
    meanGram = new double[moments ? rank * rank : 0];
  }

  private TrainStatistics(TrainStatistics all, float[] xth) {
    this.xth = xth;
    hth = all.hth.clone();
    variances = all.variances.clone();
    scaleGradient = all.scaleGradient.clone();
    scaleBiasGradient = all.scaleBiasGradient.clone();
    shapeGradient = all.shapeGradient.clone();
    shapeBiasGradient = all.shapeBiasGradient.clone();
    meanGram = all.meanGram.clone();
    ph = all.ph;
    meanPh = all.meanPh;
    kl = all.kl;
  }

  @Override
  public TrainStatistics slice(int from, int to) {
    return new TrainStatistics(this, Columns.of(xth, xth.length / variances.length, from, to));
  }

  @Override
  public void add(TrainStatistics other) {
    Sums.add(xth, other.xth);
    Sums.add(hth, other.hth);
    Sums.add(variances, other.variances);
    Sums.add(scaleGradient, other.scaleGradient);
    Sums.add(scaleBiasGradient, other.scaleBiasGradient);
    Sums.add(shapeGradient, other.shapeGradient);
    Sums.add(shapeBiasGradient, other.shapeBiasGradient);
    Sums.add(meanGram, other.meanGram);
    ph += other.ph;
    meanPh += other.meanPh;
    kl += other.kl;
  }
}
