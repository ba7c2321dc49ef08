package io.github.paenmf.core.rank;

import io.github.paenmf.core.linalg.Cholesky;
import io.github.paenmf.core.model.Weights;

/**
 * The model's own description length in bits: the rows and their coefficients by bits-back coding,
 * which is the negativeElbo at the learned noise variance, the Gaussian constant included (Hinton
 * and van Camp, 1993), and a code for the parts. A length of densities: it may be negative, and
 * only its differences mean something.
 */
public final class ModelLength implements Criterion {

  private static final double LN2 = Math.log(2);

  /** How the parts are coded. */
  public enum PartsCode {
    /** Half the logarithm of the number of rows for each entry: (m r / 2) ln n. */
    COUNT,
    /**
     * Each entry by the gamma density fitted to all of them, to the precision that the rows know it
     * by (Laplace): - sum ln p(w) + (m / 2) ln det(G / (2 pi sigma^2)), G the sum over rows of E[h
     * h'].
     */
    GAMMA
  }

  private final PartsCode code;

  /** With this code for the parts. */
  public ModelLength(PartsCode code) {
    this.code = code;
  }

  @Override
  public String name() {
    return code == PartsCode.COUNT ? "model-length" : "model-length-gamma";
  }

  @Override
  public String unit() {
    return "bits";
  }

  @Override
  public boolean lowerIsBetter() {
    return true;
  }

  @Override
  public Score at(Candidate candidate) {
    ModelFit fit = candidate.model();
    double rows = fit.moments().weight * fit.result().figures().negativeElbo();
    double parts = code == PartsCode.GAMMA ? gammaCode(fit) : countCode(fit);
    return Score.exact((rows + parts) / LN2);
  }

  private static double countCode(ModelFit fit) {
    Weights weights = fit.result().weights();
    return 0.5 * weights.features() * weights.rank() * Math.log(fit.moments().weight);
  }

  private static double gammaCode(ModelFit fit) {
    Weights weights = fit.result().weights();
    int rank = weights.rank();
    int features = weights.features();
    double noise = weights.noiseVariance();
    double[] precision = fit.secondMoments();
    double sum = 0;
    double logSum = 0;
    for (int j = 0; j < rank; j++) {
      // An entry is known to about this; what lies below half of it is the same as none.
      double floor = 0.5 * Math.sqrt(noise / precision[j * rank + j]);
      for (int t = 0; t < features; t++) {
        double value = Math.max(weights.parts()[j * features + t], floor);
        sum += value;
        logSum += Math.log(value);
      }
    }
    double entries = (double) rank * features;
    GammaFit gamma = GammaFit.of(sum / entries, logSum / entries);
    for (int i = 0; i < precision.length; i++) {
      precision[i] /= 2 * Math.PI * noise;
    }
    double logDeterminant = Cholesky.of(precision, rank, 0).logDeterminant();
    return -entries * gamma.meanLogDensity() + 0.5 * features * logDeterminant;
  }
}
