package io.github.paenmf.bench.round;

import io.github.paenmf.core.latent.LatentArithmetic;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.LatentTile;
import io.github.paenmf.core.latent.Reading;
import java.util.Random;

/** Nanoseconds a (row, part) pair of forward and backward, with shapes as trained models have. */
final class LatentRates {

  private static final int ROWS = 256;
  private static final int PARTS = 81;
  private static final int CALLS = 100;
  private static final int REPEATS = 30;

  private LatentRates() {}

  static void print() {
    for (Reading reading : new Reading[] {Reading.RANDOM, Reading.EXPECTED}) {
      double best = Double.MAX_VALUE;
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        best = Math.min(best, nanos(reading));
      }
      System.out.printf("latents, %s, best: %.1f ns a pair%n", reading, best);
    }
  }

  private static double nanos(Reading reading) {
    LatentArithmetic arithmetic = LatentArithmetic.best();
    LatentSpec spec = LatentSpec.recommended(1, 1);
    LatentTile tile = new LatentTile();
    tile.reserve(ROWS, PARTS, false);
    Random random = new Random(2);
    float[] dH = new float[ROWS * PARTS];
    for (int p = 0; p < dH.length; p++) {
      tile.a()[p] = random.nextFloat() * 3 - 1;
      // Shapes from 2 to 30.
      tile.c()[p] = 0.7f + random.nextFloat() * 2.7f;
      dH[p] = random.nextFloat() - 0.5f;
    }
    long[] keys = random.longs(ROWS).toArray();
    float[] penalty = new float[PARTS];
    long start = Clock.nanos();
    for (int call = 0; call < CALLS; call++) {
      arithmetic.forward(spec, reading, 1, call, keys, null, 1, penalty, ROWS, PARTS, false, tile);
      arithmetic.backward(dH, null, ROWS, PARTS, tile);
    }
    return (double) (Clock.nanos() - start) / CALLS / (ROWS * PARTS);
  }
}
