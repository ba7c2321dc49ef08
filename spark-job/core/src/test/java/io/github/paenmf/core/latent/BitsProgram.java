package io.github.paenmf.core.latent;

import java.util.Arrays;
import java.util.Random;

/**
 * Prints a hash of what the arithmetic computes; run in a JVM of its own by {@link JitBitsTest}.
 */
public final class BitsProgram {

  private static final int ROWS = 40;
  private static final int PARTS = 2;

  private BitsProgram() {}

  /** Prints the hash of both implementations. */
  public static void main(String[] arguments) {
    System.out.println(hash(LatentArithmetic.plain(), 1) + " " + hash(LatentArithmetic.best(), 1));
  }

  /** Hash of all outputs for every reading and activation, after some repetitions. */
  static String hash(LatentArithmetic arithmetic, int repetitions) {
    long hash = 0;
    for (Activation activation : Activation.values()) {
      for (Reading reading : Reading.values()) {
        LatentTile tile = new LatentTile();
        tile.reserve(ROWS, PARTS, true);
        Random random = new Random(activation.ordinal());
        long[] keys = random.longs(ROWS).toArray();
        float[] dH = new float[ROWS * PARTS];
        for (int p = 0; p < dH.length; p++) {
          tile.a()[p] = 4 * (float) random.nextGaussian();
          tile.c()[p] = 4 * (float) random.nextGaussian();
          dH[p] = (float) random.nextGaussian();
        }
        LatentSpec spec =
            new LatentSpec(activation, activation, 1e-3f, 0.1f, -1e3f, 1e6f, -10f, 9f, 1.5, 0.8);
        float[] penalty = {0.3f, 4f};
        for (int repetition = 0; repetition < repetitions; repetition++) {
          LatentSums sums =
              arithmetic.forward(
                  spec, reading, 1, 2, keys, null, 1, penalty, ROWS, PARTS, true, tile);
          arithmetic.backward(dH, null, ROWS, PARTS, tile);
          if (repetition == repetitions - 1) {
            hash = hash * 31 + Double.hashCode(sums.kl());
            hash = hash * 31 + Arrays.hashCode(sums.variance());
          }
        }
        for (float[] output :
            new float[][] {
              tile.h(), tile.hByA(), tile.hByC(), tile.gradA(), tile.gradC(), tile.variance()
            }) {
          hash = hash * 31 + Arrays.hashCode(Arrays.copyOf(output, ROWS * PARTS));
        }
      }
    }
    return Long.toHexString(hash);
  }
}
