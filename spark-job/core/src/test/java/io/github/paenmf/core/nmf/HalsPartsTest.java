package io.github.paenmf.core.nmf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class HalsPartsTest {

  @Property(tries = 40)
  void tilesAndGroupsGiveTheBitsOfThePlainSweep(
      @ForAll @IntRange(min = 1, max = 37) int rank,
      @ForAll @IntRange(min = 1, max = 600) int features,
      @ForAll @IntRange(min = 1, max = 3) int sweeps,
      @ForAll long seed) {
    Random random = new Random(seed);
    float[] parts = floats(random, rank * features);
    float[] xth = floats(random, rank * features);
    double[] hth = new double[rank * rank];
    for (int j = 0; j < rank; j++) {
      for (int l = 0; l <= j; l++) {
        hth[j * rank + l] = random.nextDouble();
        hth[l * rank + j] = hth[j * rank + l];
      }
      hth[j * rank + j] = random.nextInt(5) == 0 ? 0 : 1 + random.nextDouble();
    }
    float[] before = parts.clone();

    float[] found = HalsParts.update(parts, xth, hth, null, rank, features, sweeps);

    assertThat(parts).containsExactly(before);
    assertThat(found).containsExactly(plain(parts, xth, hth, rank, features, sweeps));
  }

  /** One feature after the other, in the order of the definition. */
  private static float[] plain(
      float[] parts, float[] xth, double[] hth, int rank, int features, int sweeps) {
    float[] updated = new float[parts.length];
    for (int t = 0; t < features; t++) {
      double[] w = new double[rank];
      for (int j = 0; j < rank; j++) {
        w[j] = parts[j * features + t];
      }
      for (int sweep = 0; sweep < sweeps; sweep++) {
        for (int j = 0; j < rank; j++) {
          double target = xth[j * features + t];
          for (int l = 0; l < rank; l++) {
            if (l != j) {
              target -= hth[j * rank + l] * w[l];
            }
          }
          if (hth[j * rank + j] > 0) {
            w[j] = Math.max(0, target * (1 / hth[j * rank + j]));
          }
        }
      }
      for (int j = 0; j < rank; j++) {
        updated[j * features + t] = (float) w[j];
      }
    }
    return updated;
  }

  private static float[] floats(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }
}
