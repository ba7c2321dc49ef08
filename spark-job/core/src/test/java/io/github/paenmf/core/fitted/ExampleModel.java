package io.github.paenmf.core.fitted;

import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.model.Weights;
import java.util.Random;

/** A small model of random weights. */
final class ExampleModel {

  static final int RANK = 3;
  static final int FEATURES = 7;

  private ExampleModel() {}

  static FittedModel of(LatentSpec latent, double noiseVariance) {
    Random random = new Random(5);
    Weights weights =
        new Weights(
            RANK,
            FEATURES,
            FEATURES,
            uniform(random, RANK * FEATURES, 0),
            uniform(random, RANK * FEATURES, -0.3f),
            new float[] {0.5f, 0.7f, 0.9f},
            uniform(random, RANK * FEATURES, -0.5f),
            new float[] {0.5f, 1f, 1.5f},
            noiseVariance);
    return FittedModel.of(weights, null, latent, 1);
  }

  static FittedModel recommended() {
    return of(LatentSpec.recommended(1, 1), 0.25);
  }

  /** Rows of values in [0, 1), a third of them 0. */
  static float[][] rows(int n) {
    Random random = new Random(9);
    float[][] rows = new float[n][FEATURES];
    for (float[] row : rows) {
      for (int t = 0; t < FEATURES; t++) {
        row[t] = random.nextInt(3) == 0 ? 0 : random.nextFloat();
      }
    }
    return rows;
  }

  private static float[] uniform(Random random, int length, float from) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = from + random.nextFloat();
    }
    return values;
  }
}
