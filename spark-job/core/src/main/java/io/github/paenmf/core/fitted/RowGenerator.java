package io.github.paenmf.core.fitted;

import io.github.paenmf.core.latent.Noise;
import java.io.Serializable;

/**
 * Draws new rows: h_j = lambda_j (-ln eps_j)^(1/k_j), v = W_f h, and Gaussian noise of variance
 * sigma^2 if asked for. A row is a function of seed, index and posterior alone, so rows can be
 * drawn anywhere in any order.
 *
 * <p>With observation noise a value can fall below 0, as the model's error is Gaussian.
 */
public final class RowGenerator implements Serializable {

  private static final long serialVersionUID = 1L;

  private final float[] parts;
  private final int rank;
  private final int features;
  private final double deviation;
  private final long seed;

  /**
   * A generator.
   *
   * @param model whose parts make the rows
   * @param seed of everything that is drawn
   * @param observationNoise whether noise of the model's variance is added
   */
  public RowGenerator(FittedModel model, long seed, boolean observationNoise) {
    this.parts = model.parts();
    this.rank = model.rank();
    this.features = model.features();
    this.deviation = observationNoise ? Math.sqrt(model.noiseVariance()) : 0;
    this.seed = seed;
  }

  /**
   * The row of an index.
   *
   * @param index any number; another one draws anew
   * @param posterior of the latents, of the model's rank
   */
  public GeneratedRow row(long index, RowPosterior posterior) {
    float[] latents = latents(index, posterior);
    double[] sums = Reconstruction.of(parts, rank, features, latents);
    if (deviation > 0) {
      addNoise(index, sums);
    }
    float[] values = new float[features];
    for (int t = 0; t < features; t++) {
      values[t] = (float) sums[t];
    }
    return new GeneratedRow(latents, values);
  }

  /**
   * A draw of the latents alone, r.
   *
   * @param index any number; another one draws anew
   * @param posterior of the latents, of the model's rank
   */
  public float[] latents(long index, RowPosterior posterior) {
    float[] latents = new float[rank];
    for (int j = 0; j < rank; j++) {
      double epsilon = Noise.epsilon(seed, DrawStream.LATENT, index, j);
      // StrictMath: the same bits on every processor.
      double power = StrictMath.pow(-StrictMath.log(epsilon), 1.0 / posterior.shape()[j]);
      latents[j] = (float) Math.min(posterior.scale()[j] * power, Float.MAX_VALUE);
    }
    return latents;
  }

  /** Two normal numbers from two uniform ones (Box and Muller 1958). */
  private void addNoise(long index, double[] values) {
    for (int t = 0; t < features; t += 2) {
      double radius = -2 * StrictMath.log(Noise.epsilon(seed, DrawStream.OBSERVATION, index, t));
      double angle = 2 * Math.PI * Noise.epsilon(seed, DrawStream.OBSERVATION, index, t + 1);
      double length = deviation * Math.sqrt(radius);
      values[t] += length * StrictMath.cos(angle);
      if (t + 1 < features) {
        values[t + 1] += length * StrictMath.sin(angle);
      }
    }
  }
}
