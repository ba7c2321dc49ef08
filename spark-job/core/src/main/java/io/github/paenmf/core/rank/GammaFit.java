package io.github.paenmf.core.rank;

import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.Trigamma;

/**
 * The gamma distribution of largest likelihood for some positive values, from their mean and the
 * mean of their logarithms: ln a - digamma(a) = ln(mean) - mean(ln), solved by Newton's method in
 * 1/a (Minka, Estimating a Gamma distribution, 2002). Commons Statistics has the distribution but
 * no fit.
 *
 * @param shape a
 * @param scale mean / a
 * @param mean of the values
 * @param meanLog mean of their natural logarithms
 */
public record GammaFit(double shape, double scale, double mean, double meanLog) {

  /** Values that are all alike to this degree would have an infinite shape. */
  private static final double LEAST_SPREAD = 1e-9;

  private static final int STEPS = 50;
  private static final double CONVERGED = 1e-14;

  /**
   * Fits.
   *
   * @param mean of the values, above 0
   * @param meanLog mean of their natural logarithms, at most ln(mean) but for rounding
   * @throws IllegalArgumentException if no positive values have these means
   */
  public static GammaFit of(double mean, double meanLog) {
    double spread = Math.log(mean) - meanLog;
    if (!(mean > 0) || !(spread > -LEAST_SPREAD) || !Double.isFinite(spread)) {
      throw new IllegalArgumentException(
          "no positive values have mean %s and mean logarithm %s".formatted(mean, meanLog));
    }
    double s = Math.max(spread, LEAST_SPREAD);
    double shape = (3 - s + Math.sqrt((s - 3) * (s - 3) + 24 * s)) / (12 * s);
    for (int step = 0; step < STEPS; step++) {
      double gap = Math.log(shape) - Digamma.value(shape) - s;
      double next = 1 / (1 / shape + gap / (shape * shape * (1 / shape - Trigamma.value(shape))));
      boolean done = Math.abs(next - shape) <= CONVERGED * shape;
      shape = next;
      if (done) {
        break;
      }
    }
    return new GammaFit(shape, mean / shape, mean, meanLog);
  }

  /** Mean of the logarithm of the density over the values that were fitted, in nats. */
  public double meanLogDensity() {
    return (shape - 1) * meanLog - mean / scale - shape * Math.log(scale) - LogGamma.value(shape);
  }
}
