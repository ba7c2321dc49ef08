package io.github.paenmf.core.latent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The vector arithmetic gives the bits of the plain one. */
class VectorBitsTest {

  private static final LatentArithmetic PLAIN = LatentArithmetic.plain();
  private static final LatentArithmetic BEST = LatentArithmetic.best();

  @Test
  void bestIsTheVectorOneWhereItsModuleIsPresent() {
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    assertThat(BEST.name()).startsWith(present ? "vector-" : "plain");
    assertThat(PLAIN.name()).isEqualTo("plain");
  }

  @ParameterizedTest
  @EnumSource(Reading.class)
  void sameBitsForAllActivations(Reading reading) {
    for (Activation scale : Activation.values()) {
      for (Activation shape : Activation.values()) {
        for (double k0 : new double[] {1, 2.5}) {
          LatentSpec spec =
              new LatentSpec(scale, shape, 1e-3f, 0f, -20f, 1e6f, -10f, 1e4f, k0, 0.7);
          check(spec, reading, 611, 3, new Random(scale.ordinal() * 5 + shape.ordinal()));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Reading.class)
  void sameBitsForAllRowCounts(Reading reading) {
    for (int n = 1; n < 40; n++) {
      check(LatentSpec.recommended(1, 1), reading, n, 2, new Random(n));
    }
  }

  private static void check(LatentSpec spec, Reading reading, int n, int r, Random random) {
    LatentTile plain = new LatentTile();
    LatentTile vector = new LatentTile();
    plain.reserve(n, r, true);
    vector.reserve(n, r, true);
    long[] keys = random.longs(n).toArray();
    float[] weights = new float[n];
    float[] penalty = new float[r];
    float[] dH = new float[n * r];
    for (int p = 0; p < n * r; p++) {
      // A few far outside the clamps and at the borders.
      float size = random.nextInt(20) == 0 ? 1e7f : 8f;
      plain.a()[p] = random.nextInt(50) == 0 ? 0f : size * (float) random.nextGaussian();
      plain.c()[p] = random.nextInt(50) == 0 ? 0f : size * (float) random.nextGaussian();
      dH[p] = (float) random.nextGaussian();
    }
    for (int i = 0; i < n; i++) {
      weights[i] = random.nextFloat();
    }
    for (int j = 0; j < r; j++) {
      penalty[j] = random.nextFloat();
    }
    System.arraycopy(plain.a(), 0, vector.a(), 0, n * r);
    System.arraycopy(plain.c(), 0, vector.c(), 0, n * r);
    LatentSums expected =
        PLAIN.forward(spec, reading, 5, 7, keys, weights, 0.9, penalty, n, r, true, plain);
    LatentSums actual =
        BEST.forward(spec, reading, 5, 7, keys, weights, 0.9, penalty, n, r, true, vector);
    assertThat(actual.kl()).isEqualTo(expected.kl()).isFinite();
    assertThat(actual.variance()).isEqualTo(expected.variance());
    PLAIN.backward(dH, weights, n, r, plain);
    BEST.backward(dH, weights, n, r, vector);
    Stream.of(plain.gradA(), plain.gradC(), plain.h(), plain.mean(), plain.variance())
        .forEach(
            values -> {
              for (float value : used(values, n * r)) {
                assertThat(Float.isFinite(value)).isTrue();
              }
            });
    assertThat(used(vector.gradA(), n * r)).isEqualTo(used(plain.gradA(), n * r));
    assertThat(used(vector.gradC(), n * r)).isEqualTo(used(plain.gradC(), n * r));
    assertThat(used(vector.h(), n * r)).isEqualTo(used(plain.h(), n * r));
    assertThat(used(vector.hByA(), n * r)).isEqualTo(used(plain.hByA(), n * r));
    assertThat(used(vector.hByC(), n * r)).isEqualTo(used(plain.hByC(), n * r));
    assertThat(used(vector.mean(), n * r)).isEqualTo(used(plain.mean(), n * r));
    assertThat(used(vector.variance(), n * r)).isEqualTo(used(plain.variance(), n * r));
    assertThat(vector.rowKl()).isEqualTo(plain.rowKl());
  }

  /** Work arrays are longer than the pairs; what lies past them means nothing. */
  private static float[] used(float[] values, int pairs) {
    return Arrays.copyOf(values, pairs);
  }
}
