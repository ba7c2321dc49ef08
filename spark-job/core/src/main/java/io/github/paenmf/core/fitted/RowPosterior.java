package io.github.paenmf.core.fitted;

import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.WeibullPosterior;
import java.io.Serializable;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * The posterior of one row: an independent Weibull distribution a latent.
 *
 * @param scale lambda, r, all above 0
 * @param shape k, r, all above 0
 */
public record RowPosterior(float[] scale, float[] shape) implements Serializable {

  /** Checks that both are of one length. */
  public RowPosterior {
    if (scale.length != shape.length) {
      throw new IllegalArgumentException(
          "%d scales and %d shapes, expected one of each a latent"
              .formatted(scale.length, shape.length));
    }
  }

  /** The prior as the posterior of a row that nothing is known of. */
  static RowPosterior prior(LatentSpec latent, int rank) {
    float[] scale = new float[rank];
    float[] shape = new float[rank];
    Arrays.fill(scale, (float) latent.priorScale());
    Arrays.fill(shape, (float) latent.priorShape());
    return new RowPosterior(scale, shape);
  }

  /** r, number of latents. */
  public int rank() {
    return scale.length;
  }

  /** The distribution of one latent, counted from 0. */
  public WeibullPosterior latent(int j) {
    return new WeibullPosterior(shape[j], scale[j]);
  }

  /** E[h] = lambda Gamma(1 + 1/k), r. */
  public double[] mean() {
    return each(WeibullPosterior::mean);
  }

  /** lambda (ln 2)^(1/k), r: the coefficients. */
  public double[] median() {
    return each(WeibullPosterior::median);
  }

  /** Var(h), r. */
  public double[] variance() {
    return each(WeibullPosterior::variance);
  }

  /** The values below which the latents lie with probability p in [0, 1], r. */
  public double[] quantile(double p) {
    return each(latent -> latent.quantile(p));
  }

  /**
   * KL(this || other) in nats, summed over the latents. Between two Weibull distributions it has a
   * closed form (Bauckhage 2013, arXiv 1310.3713), the one that the paper's equation 3 has for the
   * prior: {@link WeibullPosterior#kl}.
   *
   * @param other a posterior of the same rank
   * @return at least 0 but for rounding, at most the largest double
   */
  public double divergence(RowPosterior other) {
    if (other.rank() != rank()) {
      throw new IllegalArgumentException(
          "posteriors of rank %d and %d, expected the same".formatted(rank(), other.rank()));
    }
    double sum = 0;
    for (int j = 0; j < scale.length; j++) {
      sum += latent(j).kl(other.shape[j], other.scale[j]);
    }
    return Math.min(sum, Double.MAX_VALUE);
  }

  /**
   * KL(this || other) + KL(other || this): how far two rows are apart, 0 when their posteriors are
   * equal.
   *
   * @param other a posterior of the same rank
   */
  public double symmetricDivergence(RowPosterior other) {
    return Math.min(divergence(other) + other.divergence(this), Double.MAX_VALUE);
  }

  /**
   * ln of {@link #symmetricDivergence}: orders pairs of rows also where narrow posteriors far from
   * each other make the divergence itself larger than any double. Minus infinity for equal ones.
   *
   * @param other a posterior of the same rank
   */
  public double logSymmetricDivergence(RowPosterior other) {
    double sum = symmetricDivergence(other);
    if (sum < Double.MAX_VALUE) {
      return Math.log(Math.max(0, sum));
    }
    double[] logs = new double[2 * rank()];
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < rank(); j++) {
      logs[2 * j] = latent(j).logKl(other.shape[j], other.scale[j]);
      logs[2 * j + 1] = other.latent(j).logKl(shape[j], scale[j]);
      largest = Math.max(largest, Math.max(logs[2 * j], logs[2 * j + 1]));
    }
    double scaled = 0;
    for (double log : logs) {
      scaled += Math.exp(log - largest);
    }
    return largest + Math.log(scaled);
  }

  /**
   * How much two posteriors have in common: the mean over the latents of the overlap of the two
   * densities, the integral of min(p, q). 1 when they are equal, 0 when nothing is shared.
   *
   * @param other a posterior of the same rank
   */
  public double overlap(RowPosterior other) {
    if (other.rank() != rank()) {
      throw new IllegalArgumentException(
          "posteriors of rank %d and %d, expected the same".formatted(rank(), other.rank()));
    }
    double sum = 0;
    for (int j = 0; j < rank(); j++) {
      sum += latent(j).overlap(other.latent(j));
    }
    return sum / rank();
  }

  private double[] each(ToDoubleFunction<WeibullPosterior> of) {
    double[] values = new double[rank()];
    for (int j = 0; j < values.length; j++) {
      values[j] = of.applyAsDouble(latent(j));
    }
    return values;
  }
}
