package io.github.paenmf.core.pass;

import io.github.paenmf.core.model.Gram;
import java.io.Serializable;

/**
 * The exact figures of a model on some rows, per row and in nats, in the units that the model was
 * fitted in.
 *
 * @param rows number of rows judged
 * @param features m
 * @param rank r
 * @param negativeElbo reconstruction + kl + (m/2) ln(2 pi sigma^2), the KL weight being 1
 * @param objective reconstruction + klWeight * kl
 * @param reconstruction E||v - W_f h||^2 / (2 sigma^2), the expectation over the posterior
 * @param kl Kullback-Leibler divergence of the posterior from the prior
 * @param relativeError ||X - H W_f'|| / ||X|| with the median h
 * @param noiseVariance sigma^2
 * @param deadParts parts with ||w_j|| mean(h_j) under 1e-4 of the largest
 * @param collapsedParts parts whose mean KL is under 0.01 nats
 */
public record ObjectiveFigures(
    long rows,
    int features,
    int rank,
    double negativeElbo,
    double objective,
    double reconstruction,
    double kl,
    double relativeError,
    double noiseVariance,
    int deadParts,
    int collapsedParts)
    implements Serializable {

  private static final double DEAD = 1e-4;
  private static final double COLLAPSED = 0.01;

  /**
   * Works the figures out of an evaluation's sums.
   *
   * @param sums of the evaluation
   * @param gram W_f'W_f, r x r
   * @param features m
   * @param noiseVariance sigma^2
   * @param klWeight beta
   */
  public static ObjectiveFigures of(
      EvaluateStatistics sums, double[] gram, int features, double noiseVariance, double klWeight) {
    int rank = sums.kl.length;
    double n = sums.weight;
    double reconstruction = expectedSquaredError(sums, gram) / (2 * noiseVariance) / n;
    double klSum = 0;
    int collapsed = 0;
    double largest = 0;
    for (int j = 0; j < rank; j++) {
      klSum += sums.kl[j];
      collapsed += sums.kl[j] / n < COLLAPSED ? 1 : 0;
      largest = Math.max(largest, strength(sums, gram, j));
    }
    int dead = 0;
    for (int j = 0; j < rank; j++) {
      dead += strength(sums, gram, j) <= DEAD * largest ? 1 : 0;
    }
    double kl = klSum / n;
    double medianError = sums.squaredNorm - 2 * sums.medianPh + Gram.inner(sums.medianGram, gram);
    return new ObjectiveFigures(
        sums.rows,
        features,
        rank,
        reconstruction + kl + gaussianConstant(features, noiseVariance),
        reconstruction + klWeight * kl,
        reconstruction,
        kl,
        sums.squaredNorm > 0 ? Math.sqrt(Math.max(0, medianError) / sums.squaredNorm) : 0,
        noiseVariance,
        dead,
        collapsed);
  }

  /** Sum over rows of E||v - W_f h||^2. */
  public static double expectedSquaredError(EvaluateStatistics sums, double[] gram) {
    return Gram.expectedSquaredError(
        sums.squaredNorm, sums.meanPh, sums.meanGram, sums.variances, gram);
  }

  /** (m/2) ln(2 pi sigma^2). */
  public static double gaussianConstant(int features, double noiseVariance) {
    return 0.5 * features * Math.log(2 * Math.PI * noiseVariance);
  }

  private static double strength(EvaluateStatistics sums, double[] gram, int j) {
    return Math.sqrt(gram[j * sums.kl.length + j]) * sums.meanSums[j];
  }
}
