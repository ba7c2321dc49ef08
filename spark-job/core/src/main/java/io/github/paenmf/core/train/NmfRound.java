package io.github.paenmf.core.train;

import io.github.paenmf.core.linalg.Cholesky;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.pass.NmfPass;
import io.github.paenmf.core.pass.NmfStatistics;

/** One round of plain NMF: every row's coefficients at given parts, and better parts from them. */
public final class NmfRound {

  /** Ridge of the linear start of the coefficients, as a share of the mean ||w_j||^2. */
  private static final double RIDGE = 1e-3;

  private final float[] parts;
  private final double[] gram;
  private final int rank;
  private final int features;

  /** A round at these parts, r x m. */
  public NmfRound(float[] parts, int rank, int features) {
    this.parts = parts;
    this.rank = rank;
    this.features = features;
    this.gram = Gram.of(parts, rank, features);
  }

  /**
   * The pass of this round.
   *
   * @param coefficientSweeps sweeps over the coefficients of a row
   * @param inputs encoder inputs when the products of coefficients and scores are wanted too, else
   *     0
   */
  public NmfPass pass(int coefficientSweeps, int inputs) {
    double trace = 0;
    for (int j = 0; j < rank; j++) {
      trace += gram[j * rank + j];
    }
    double[] inverse = Cholesky.of(gram, rank, RIDGE * trace / rank).inverse();
    return new NmfPass(
        features,
        rank,
        parts,
        Gram.toFloat(gram),
        Gram.toFloat(inverse),
        coefficientSweeps,
        inputs);
  }

  /** ||X - H W_f'||^2 at the coefficients that the pass solved. */
  public double squaredError(NmfStatistics sums, double squaredNorm) {
    return Gram.squaredError(squaredNorm, sums.ph, sums.hth, gram);
  }

  /** Parts after some sweeps at these coefficients. */
  public float[] improve(NmfStatistics sums, PartsUpdate update, int sweeps) {
    return update.apply(parts, sums.xth, sums.hth, null, rank, features, sweeps);
  }
}
