package io.github.paenmf.core.rank;

import io.github.paenmf.core.linalg.Cholesky;
import io.github.paenmf.core.model.Weights;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;

/**
 * The model's own description length in bits: the rows and their coefficients by bits-back coding,
 * which is the negativeElbo at the learned noise variance, the Gaussian constant included (Hinton
 * and van Camp, 1993), and a code for the parts. A length of densities: it may be negative, and
 * only its differences mean something.
 */
public final class ModelLength implements Criterion {

  private static final double LN2 = Math.log(2);
  private static final double ROOT2 = Math.sqrt(2);

  /** How the parts are coded. */
  public enum PartsCode {
    /** Half the logarithm of the number of rows for each entry: (m r / 2) ln n. */
    COUNT,
    /**
     * Each entry by the gamma density fitted to all of them, to the precision that the rows know it
     * by (Laplace): - sum ln p(w) + (m / 2) ln det(G / (2 pi sigma^2)), G the sum over rows of E[h
     * h'], and for each entry what is lost because it cannot be below 0.
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
    double rows = fit.rows() * fit.result().figures().negativeElbo();
    double parts = code == PartsCode.GAMMA ? gammaCode(fit) : countCode(fit);
    return Score.exact((rows + parts) / LN2);
  }

  private static double countCode(ModelFit fit) {
    Weights weights = fit.result().weights();
    return 0.5 * weights.features() * weights.rank() * Math.log(fit.rows());
  }

  private static double gammaCode(ModelFit fit) {
    Weights weights = fit.result().weights();
    int rank = weights.rank();
    int features = weights.features();
    double noise = weights.noiseVariance();
    double[] second = fit.secondMoments();
    double sum = 0;
    double logSum = 0;
    double cut = 0;
    double[] slope = new double[features];
    for (int j = 0; j < rank; j++) {
      double deviation = Math.sqrt(noise / second[j * rank + j]);
      slopes(fit, j, slope);
      for (int t = 0; t < features; t++) {
        double part = weights.parts()[j * features + t];
        // What lies below half of what an entry is known to is the same as none.
        double value = Math.max(part, deviation / 2);
        sum += value;
        logSum += Math.log(value);
        cut += cutAtZero(part / deviation, Math.max(0, slope[t]) * deviation);
      }
    }
    double entries = (double) rank * features;
    GammaFit gamma = GammaFit.of(sum / entries, logSum / entries);
    double[] precision = new double[second.length];
    for (int i = 0; i < precision.length; i++) {
      precision[i] = second[i] / (2 * Math.PI * noise);
    }
    double logDeterminant = Cholesky.of(precision, rank, 0).logDeterminant();
    return cut - entries * gamma.meanLogDensity() + 0.5 * features * logDeterminant;
  }

  /**
   * Gradient of half the squared error over the noise variance along part j: (W_f G - X'M) / s^2.
   */
  private static void slopes(ModelFit fit, int j, double[] slope) {
    Weights weights = fit.result().weights();
    int rank = weights.rank();
    int features = weights.features();
    for (int t = 0; t < features; t++) {
      slope[t] = -fit.products()[j * features + t];
    }
    for (int l = 0; l < rank; l++) {
      double factor = fit.secondMoments()[j * rank + l];
      for (int t = 0; t < features; t++) {
        slope[t] += factor * weights.parts()[l * features + t];
      }
    }
    for (int t = 0; t < features; t++) {
      slope[t] /= weights.noiseVariance();
    }
  }

  /**
   * - ln of the share of an entry's normal posterior that lies above 0. An entry above 0 is where
   * its posterior is centred; one at 0 would be below if it could, by as much as the slope says,
   * and then the share is that of the tail relative to its height at 0.
   *
   * @param place of the entry in standard deviations, at least 0
   * @param slope of the negative logarithm of the posterior there a standard deviation, at least 0
   */
  static double cutAtZero(double place, double slope) {
    double share = place > 0 ? 0.5 * Erfc.value(-place / ROOT2) : 0.5 * Erfcx.value(slope / ROOT2);
    return -Math.log(share);
  }
}
