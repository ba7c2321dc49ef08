package io.github.paenmf.core.train;

import io.github.paenmf.core.linalg.Cholesky;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.nmf.HalsParts;
import io.github.paenmf.core.pass.NmfPass;
import io.github.paenmf.core.pass.NmfStatistics;

/** One round of plain NMF: every row's coefficients at given parts, and better parts from them. */
final class NmfRound {

  /** Ridge of the linear start of the coefficients, as a share of the mean ||w_j||^2. */
  private static final double RIDGE = 1e-3;

  private final int rank;
  private final int features;
  private final int coefficientSweeps;

  NmfRound(int rank, int features, int coefficientSweeps) {
    this.rank = rank;
    this.features = features;
    this.coefficientSweeps = coefficientSweeps;
  }

  /**
   * The pass at these parts; with {@code inputs > 0} also the products of coefficients and scores.
   */
  NmfPass pass(float[] parts, int inputs) {
    double[] gram = Gram.of(parts, rank, features);
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

  /** ||X - H W_f'||^2 at the coefficients that a pass solved. */
  double squaredError(NmfStatistics sums, float[] parts, double squaredNorm) {
    return Gram.squaredError(squaredNorm, sums.ph, sums.hth, Gram.of(parts, rank, features));
  }

  /** Parts after some sweeps at these coefficients. */
  float[] improve(float[] parts, NmfStatistics sums, int sweeps) {
    return HalsParts.update(parts, sums.xth, sums.hth, null, rank, features, sweeps);
  }
}
