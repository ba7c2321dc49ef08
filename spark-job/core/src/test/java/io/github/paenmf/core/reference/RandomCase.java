package io.github.paenmf.core.reference;

import io.github.paenmf.core.latent.Activation;
import io.github.paenmf.core.latent.Reading;
import java.util.SplittableRandom;

/**
 * A small random table with noise, weights and settings; all values of ordinary size.
 *
 * @param settings activations, prior, noise variance, reading
 * @param x data, n x m, about a third of it zero
 * @param epsilon noise, n x r
 * @param rowWeights 0, 1 or 2 a row; at least one row counts
 * @param weights the model
 */
public record RandomCase(
    ReferenceSettings settings,
    double[][] x,
    double[][] epsilon,
    double[] rowWeights,
    ReferenceWeights weights) {

  /** The case of a seed. ReLU is left out: its kinks have no derivative to compare with. */
  public static RandomCase of(long seed, Reading reading) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = 3 + random.nextInt(20);
    int m = 1 + random.nextInt(12);
    int r = 1 + random.nextInt(5);
    Activation[] smooth = {
      Activation.SOFTPLUS, Activation.SOFTPLUS8, Activation.EXP, Activation.ELU1
    };
    ReferenceSettings settings =
        new ReferenceSettings(
                smooth[random.nextInt(smooth.length)],
                smooth[random.nextInt(smooth.length)],
                1e-3,
                0.25,
                0,
                0,
                0,
                0,
                0.75 + random.nextDouble(),
                0.75 + random.nextDouble(),
                0.25 + random.nextDouble(),
                0.5 + random.nextDouble(),
                reading)
            .unclamped();
    double[][] x = matrix(random, n, m, -0.5, 1);
    for (double[] row : x) {
      for (int t = 0; t < m; t++) {
        row[t] = Math.max(0, row[t]);
      }
    }
    double[] rowWeights = new double[n];
    for (int i = 0; i < n; i++) {
      rowWeights[i] = i % 3;
    }
    return new RandomCase(
        settings,
        x,
        matrix(random, n, r, 0.05, 0.95),
        rowWeights,
        new ReferenceWeights(
            matrix(random, r, m, -0.3, 0.3),
            matrix(random, 1, r, -0.5, 0.5)[0],
            matrix(random, r, m, -0.3, 0.3),
            matrix(random, 1, r, 0, 1)[0],
            matrix(random, m, r, 0, 1)));
  }

  /** Entries even between two bounds and rounded to float32, so that both precisions see them. */
  static double[][] matrix(
      SplittableRandom random, int rows, int columns, double low, double high) {
    double[][] result = new double[rows][columns];
    for (double[] row : result) {
      for (int t = 0; t < columns; t++) {
        row[t] = (float) random.nextDouble(low, high);
      }
    }
    return result;
  }
}
