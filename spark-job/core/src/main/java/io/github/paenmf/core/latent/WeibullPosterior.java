package io.github.paenmf.core.latent;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Gamma;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.distribution.WeibullDistribution;

/**
 * The Weibull(k, lambda) posterior of one latent in float64: moments, quantiles, KL divergence to a
 * Weibull prior, and derivatives. Readable rather than fast; the float32 arithmetic is tested
 * against it.
 *
 * @param shape k &gt; 0
 * @param scale lambda &gt; 0
 */
public record WeibullPosterior(double shape, double scale) {

  private static final double EULER = 0.57721566490153286060651209008240243;

  /** Up to this w = 1/k the logarithm of Gamma(1+2w) / Gamma(1+w)^2 comes from its series. */
  private static final double SERIES_MAX = 0.125;

  /** zeta(n) (2^n - 2) (-1)^n for n = 2, 3, ...; times (2w)^n / 2^n it falls below 4^-n. */
  private static final double[] SERIES = series(32);

  private static final int OVERLAP_CUTS = 800;

  /** Log odds of the last cut: one in a million lies beyond. */
  private static final double OVERLAP_LOGIT = 14;

  /**
   * Checks the domain.
   *
   * @throws IllegalArgumentException unless both are positive
   */
  public WeibullPosterior {
    if (!(shape > 0) || !(scale > 0)) {
      throw new IllegalArgumentException(
          "a Weibull needs a positive shape and scale, got shape " + shape + ", scale " + scale);
    }
  }

  /** Density, cumulative and survival functions. */
  public WeibullDistribution distribution() {
    return WeibullDistribution.of(shape, scale);
  }

  /** The density at x; by its logarithm where (x/lambda)^k overflows, the library's NaN. */
  public double density(double x) {
    double density = distribution().density(x);
    return Double.isNaN(density) ? Math.exp(distribution().logDensity(x)) : density;
  }

  /** E[h] = lambda Gamma(1 + 1/k). */
  public double mean() {
    return scale * Gamma.value(1 + 1 / shape);
  }

  /** dE[h]/dlambda. */
  public double meanByScale() {
    return Gamma.value(1 + 1 / shape);
  }

  /** dE[h]/dk. */
  public double meanByShape() {
    double w = 1 / shape;
    return -mean() * Digamma.value(1 + w) * w * w;
  }

  /** Var(h) = lambda^2 (Gamma(1 + 2/k) - Gamma(1 + 1/k)^2). */
  public double variance() {
    double spread = spread();
    if (Double.isInfinite(spread)) {
      return Math.exp(2 * Math.log(scale) + LogGamma.value(1 + 2 / shape));
    }
    return scale * (scale * spread);
  }

  /** dVar(h)/dlambda. */
  public double varianceByScale() {
    return 2 * scale * spread();
  }

  /** dVar(h)/dk. */
  public double varianceByShape() {
    double w = 1 / shape;
    return -scale * (scale * spreadSlope()) * w * w;
  }

  /** The most likely value: lambda ((k-1)/k)^(1/k) for k &gt; 1, else 0. */
  public double mode() {
    return shape > 1 ? scale * Math.exp(Math.log1p(-1 / shape) / shape) : 0;
  }

  /** lambda (ln 2)^(1/k). */
  public double median() {
    return scale * Math.pow(Math.log(2), 1 / shape);
  }

  /** Derivative of {@link #median} by k. */
  public double medianByShape() {
    return inverseSurvivalByShape(0.5);
  }

  /** The value below which h lies with probability p in [0, 1]. */
  public double quantile(double p) {
    return distribution().inverseCumulativeProbability(p);
  }

  /** The value above which h lies with probability p: the paper's C^-1(p), a draw when p is eps. */
  public double inverseSurvival(double p) {
    return distribution().inverseSurvivalProbability(p);
  }

  /** Derivative of {@link #inverseSurvival} by lambda. */
  public double inverseSurvivalByScale(double p) {
    return inverseSurvival(p) / scale;
  }

  /** Derivative of {@link #inverseSurvival} by k. */
  public double inverseSurvivalByShape(double p) {
    return -inverseSurvival(p) * Math.log(-Math.log(p)) / (shape * shape);
  }

  /**
   * KL(this || Weibull(k0, lambda0)) in nats: ln(k/k0) - k0 ln(lambda/lambda0) - gamma (1 - k0/k) +
   * (lambda/lambda0)^k0 Gamma(1 + k0/k) - 1.
   */
  public double kl(double priorShape, double priorScale) {
    return Math.log(shape / priorShape)
        - priorShape * Math.log(scale / priorScale)
        - EULER * (1 - priorShape / shape)
        + (priorMoment(priorShape, priorScale) - 1);
  }

  /**
   * ln of {@link #kl}, a number where the divergence itself is beyond the largest double: there its
   * moment (lambda/lambda0)^k0 Gamma(1 + k0/k) alone counts. Minus infinity between equal ones.
   */
  public double logKl(double priorShape, double priorScale) {
    double kl = kl(priorShape, priorScale);
    return kl < Double.MAX_VALUE
        ? Math.log(Math.max(0, kl))
        : priorShape * Math.log(scale / priorScale) + LogGamma.value(1 + priorShape / shape);
  }

  /**
   * Overlap of two densities, the integral of min(p, q): 1 when they are equal, 0 when they have
   * nothing in common; 1 minus their total variation. Both are cut at each other's quantiles, close
   * together in the tails; the smaller of the two probabilities counts in each piece, which is
   * exact but where the densities cross, and there by less than .01.
   */
  public double overlap(WeibullPosterior other) {
    double[] cuts = new double[2 * (OVERLAP_CUTS + 1)];
    for (int i = 0; i <= OVERLAP_CUTS; i++) {
      double p = 1 / (1 + Math.exp(OVERLAP_LOGIT * (1 - 2.0 * i / OVERLAP_CUTS)));
      cuts[2 * i] = quantile(p);
      cuts[2 * i + 1] = other.quantile(p);
    }
    Arrays.sort(cuts);
    double sum = 0;
    double below = 0;
    double otherBelow = 0;
    for (double cut : cuts) {
      double next = distribution().cumulativeProbability(cut);
      double otherNext = other.distribution().cumulativeProbability(cut);
      sum += Math.min(next - below, otherNext - otherBelow);
      below = next;
      otherBelow = otherNext;
    }
    return Math.min(1, sum + Math.min(1 - below, 1 - otherBelow));
  }

  /** dKL/dlambda. */
  public double klByScale(double priorShape, double priorScale) {
    return priorShape * (priorMoment(priorShape, priorScale) - 1) / scale;
  }

  /** dKL/dk. */
  public double klByShape(double priorShape, double priorScale) {
    double u = priorShape / shape;
    double moment = priorMoment(priorShape, priorScale);
    return (1 - u * (EULER + moment * Digamma.value(1 + u))) / shape;
  }

  /** E[(h/lambda0)^k0] = (lambda/lambda0)^k0 Gamma(1 + k0/k). */
  private double priorMoment(double priorShape, double priorScale) {
    double ratio = scale / priorScale;
    double gamma = Gamma.value(1 + priorShape / shape);
    if (Double.isInfinite(gamma)) {
      return Math.exp(priorShape * Math.log(ratio) + LogGamma.value(1 + priorShape / shape));
    }
    return Math.pow(ratio, priorShape) * gamma;
  }

  /**
   * Gamma(1+2w) - Gamma(1+w)^2 at w = 1/k; by its series at small w, where the terms cancel.
   * Infinite where Gamma(1+2w) overflows: the square is no digit of the difference there.
   */
  private double spread() {
    double w = 1 / shape;
    double one = Gamma.value(1 + w);
    if (w > SERIES_MAX) {
      double two = Gamma.value(1 + 2 * w);
      return Double.isInfinite(two) ? two : two - one * one;
    }
    double power = 1;
    double logRatio = 0;
    for (int n = 2; n < SERIES.length; n++) {
      power *= w;
      logRatio += SERIES[n] * power / n;
    }
    return one * one * Math.expm1(logRatio * w);
  }

  /** Derivative of {@link #spread} by w. */
  private double spreadSlope() {
    double w = 1 / shape;
    double one = Gamma.value(1 + w);
    double two = Gamma.value(1 + 2 * w);
    if (Double.isInfinite(two)) {
      return two;
    }
    if (w > SERIES_MAX) {
      return 2 * (two * Digamma.value(1 + 2 * w) - one * one * Digamma.value(1 + w));
    }
    double power = 1;
    double digammaGap = 0;
    for (int n = 2; n < SERIES.length; n++) {
      power *= w;
      digammaGap += SERIES[n] * power;
    }
    return 2 * spread() * Digamma.value(1 + w) + two * digammaGap;
  }

  /**
   * Coefficients of ln Gamma(1+2w) - 2 ln Gamma(1+w) = sum over n of SERIES[n] w^n / n, from ln
   * Gamma(1+x) = -gamma x + sum of zeta(n) (-x)^n / n.
   */
  private static double[] series(int terms) {
    double[] result = new double[terms];
    for (int n = 2; n < terms; n++) {
      double sign = n % 2 == 0 ? 1 : -1;
      result[n] = sign * zeta(n) * (Math.pow(2, n) - 2);
    }
    return result;
  }

  /** Riemann's zeta at n &gt;= 2: a partial sum and the Euler-Maclaurin tail. */
  private static double zeta(int n) {
    int terms = 200;
    double sum =
        Math.pow(terms, 1 - n) / (n - 1)
            + Math.pow(terms, -n) / 2
            + n * Math.pow(terms, -n - 1) / 12
            - n * (n + 1.0) * (n + 2.0) * Math.pow(terms, -n - 3) / 720;
    for (int j = terms - 1; j >= 1; j--) {
      sum += Math.pow(j, -n);
    }
    return sum;
  }
}
