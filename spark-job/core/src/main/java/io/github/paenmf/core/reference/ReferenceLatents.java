package io.github.paenmf.core.reference;

import io.github.paenmf.core.latent.Activation;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.latent.WeibullPosterior;

/**
 * Latents of n rows, each array n x r, from their pre-activations. Derivatives are by the
 * pre-activations a and c, chain rule, clamps and floors included.
 *
 * @param scale lambda
 * @param shape k
 * @param h the coefficient as read
 * @param hByA dh/da
 * @param hByC dh/dc
 * @param variance Var(h) of the posterior
 * @param varianceByA dVar/da
 * @param varianceByC dVar/dc
 * @param kl KL to the prior
 * @param klByA dKL/da
 * @param klByC dKL/dc
 */
public record ReferenceLatents(
    double[][] scale,
    double[][] shape,
    double[][] h,
    double[][] hByA,
    double[][] hByC,
    double[][] variance,
    double[][] varianceByA,
    double[][] varianceByC,
    double[][] kl,
    double[][] klByA,
    double[][] klByC) {

  /**
   * Computes them.
   *
   * @param settings activations, prior, reading
   * @param a pre-activations of the scale, n x r
   * @param c pre-activations of the shape, n x r
   * @param epsilon noise, n x r; read for RANDOM only
   */
  public static ReferenceLatents of(
      ReferenceSettings settings, double[][] a, double[][] c, double[][] epsilon) {
    int n = a.length;
    int r = n == 0 ? 0 : a[0].length;
    ReferenceLatents out =
        new ReferenceLatents(
            new double[n][r],
            new double[n][r],
            new double[n][r],
            new double[n][r],
            new double[n][r],
            new double[n][r],
            new double[n][r],
            new double[n][r],
            new double[n][r],
            new double[n][r],
            new double[n][r]);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < r; j++) {
        double eps = settings.reading() == Reading.RANDOM ? epsilon[i][j] : 0.5;
        out.fill(settings, i, j, a[i][j], c[i][j], eps);
      }
    }
    return out;
  }

  private void fill(ReferenceSettings settings, int i, int j, double a, double c, double epsilon) {
    double lambda =
        activated(settings.scaleActivation(), a, settings.scaleMin(), settings.scaleMax())
            + settings.scaleFloor();
    double k =
        activated(settings.shapeActivation(), c, settings.shapeMin(), settings.shapeMax())
            + settings.shapeFloor();
    double lambdaByA =
        slope(settings.scaleActivation(), a, settings.scaleMin(), settings.scaleMax());
    double kByC = slope(settings.shapeActivation(), c, settings.shapeMin(), settings.shapeMax());
    WeibullPosterior weibull = new WeibullPosterior(k, lambda);
    double k0 = settings.priorShape();
    double lambda0 = settings.priorScale();
    scale[i][j] = lambda;
    shape[i][j] = k;
    if (settings.reading() == Reading.EXPECTED) {
      h[i][j] = weibull.mean();
      hByA[i][j] = weibull.meanByScale() * lambdaByA;
      hByC[i][j] = weibull.meanByShape() * kByC;
    } else {
      // The median is the draw at eps = 1/2.
      h[i][j] = weibull.inverseSurvival(epsilon);
      hByA[i][j] = weibull.inverseSurvivalByScale(epsilon) * lambdaByA;
      hByC[i][j] = weibull.inverseSurvivalByShape(epsilon) * kByC;
    }
    variance[i][j] = weibull.variance();
    varianceByA[i][j] = weibull.varianceByScale() * lambdaByA;
    varianceByC[i][j] = weibull.varianceByShape() * kByC;
    kl[i][j] = weibull.kl(k0, lambda0);
    klByA[i][j] = weibull.klByScale(k0, lambda0) * lambdaByA;
    klByC[i][j] = weibull.klByShape(k0, lambda0) * kByC;
  }

  private static double activated(Activation activation, double z, double min, double max) {
    return ReferenceActivation.value(activation, Math.min(max, Math.max(min, z)));
  }

  private static double slope(Activation activation, double z, double min, double max) {
    return z < min || z > max ? 0 : ReferenceActivation.slope(activation, z);
  }
}
