package io.github.paenmf.bench.reproduce;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.latent.LatentSpec;
import java.util.SplittableRandom;

/** New rows W_f h, without the Gaussian error. */
final class Drawn {

  private final FittedModel model;
  private final SplittableRandom random;

  Drawn(FittedModel model, long seed) {
    this.model = model;
    this.random = new SplittableRandom(seed);
  }

  /** From the posterior of a random row each. */
  float[][] fromAggregate(Posteriors posteriors, int count) {
    float[][] rows = new float[count][];
    for (int c = 0; c < count; c++) {
      int i = random.nextInt(posteriors.size());
      double[] h = new double[model.rank()];
      for (int j = 0; j < h.length; j++) {
        h[j] = weibull(posteriors.shape()[i][j], posteriors.scale()[i][j]);
      }
      rows[c] = row(h);
    }
    return rows;
  }

  /** From the prior. */
  float[][] fromPrior(int count) {
    LatentSpec latent = model.latent();
    float[][] rows = new float[count][];
    for (int c = 0; c < count; c++) {
      double[] h = new double[model.rank()];
      for (int j = 0; j < h.length; j++) {
        h[j] = weibull(latent.priorShape(), latent.priorScale());
      }
      rows[c] = row(h);
    }
    return rows;
  }

  private double weibull(double shape, double scale) {
    return scale * Math.pow(-Math.log1p(-random.nextDouble()), 1 / shape);
  }

  private float[] row(double[] h) {
    int m = model.features();
    float[] parts = model.encoder().parts();
    float[] row = new float[m];
    for (int j = 0; j < h.length; j++) {
      for (int t = 0; t < m; t++) {
        row[t] += (float) (parts[j * m + t] * h[j]);
      }
    }
    return row;
  }
}
