package io.github.paenmf.core.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class NoiseTest {

  private static final int DRAWS = 1 << 18;

  /** These values are a promise: a stored model's fit can be repeated bit for bit. */
  @Test
  void knownValuesStay() {
    assertThat(Noise.epsilon(0, 0, 0, 0)).isEqualTo(0.14347682778392523);
    assertThat(Noise.epsilon(42, 7, 0x123456789abcdefL, 3)).isEqualTo(0.7714143881853027);
    assertThat(Noise.epsilon(-1, 1000, Long.MIN_VALUE, 80)).isEqualTo(0.9311490671446844);
    assertThat(Float.floatToIntBits(Noise.logExponential(42, 7, 0x123456789abcdefL, 3)))
        .isEqualTo(0xbfaca840);
  }

  @Test
  void isUniformAlongRowsLatentsRoundsAndSeeds() {
    assertUniform(i -> Noise.epsilon(1, 2, i, 3));
    assertUniform(i -> Noise.epsilon(1, 2, i * 0x9E3779B97F4A7C15L, 3));
    assertUniform(i -> Noise.epsilon(1, 2, 99, i));
    assertUniform(i -> Noise.epsilon(1, i, 99, 3));
    assertUniform(i -> Noise.epsilon(i, 2, 99, 3));
  }

  @Test
  void neighboursAreIndependent() {
    assertUncorrelated(i -> Noise.epsilon(1, 2, i, 3), i -> Noise.epsilon(1, 2, i + 1, 3));
    assertUncorrelated(i -> Noise.epsilon(1, 2, i, 3), i -> Noise.epsilon(1, 2, i, 4));
    assertUncorrelated(i -> Noise.epsilon(1, 2, i, 3), i -> Noise.epsilon(1, 3, i, 3));
    assertUncorrelated(i -> Noise.epsilon(1, 2, i, 3), i -> Noise.epsilon(2, 2, i, 3));
    assertUncorrelated(i -> Noise.epsilon(1, 2, 5, i), i -> Noise.epsilon(1, 2, 6, i));
  }

  @Test
  void noDrawIsRepeated() {
    Set<Double> seen = new HashSet<>();
    for (int row = 0; row < 1000; row++) {
      for (int latent = 0; latent < 100; latent++) {
        seen.add(Noise.epsilon(3, 4, row, latent));
      }
    }
    // 10^5 of 2^52 values: a collision by chance has probability 10^-6.
    assertThat(seen).hasSize(100_000);
  }

  @Test
  void floatPathMatchesTheDoublePathAtBothEnds() {
    double worst = 0;
    double smallest = 1;
    double largest = 0;
    for (int i = 0; i < DRAWS; i++) {
      double epsilon = Noise.epsilon(8, 1, i, 2);
      double exact = Math.log(-Math.log(epsilon));
      double gap = Math.abs(Noise.logExponential(8, 1, i, 2) - exact);
      worst = Math.max(worst, gap / Math.max(1, Math.abs(exact)));
      smallest = Math.min(smallest, epsilon);
      largest = Math.max(largest, epsilon);
    }
    assertThat(worst).isLessThan(3e-7);
    assertThat(smallest).isBetween(0x1p-53, 1e-4);
    assertThat(1 - largest).isBetween(0x1p-53, 1e-4);
  }

  @Test
  void givenNoiseIsReadInDouble() {
    assertThat(Noise.logExponential(1 - 0x1p-53))
        .isCloseTo((float) Math.log(0x1p-53), within(4e-6f));
    assertThat(Noise.logExponential(1e-300))
        .isCloseTo((float) Math.log(300 * Math.log(10)), within(1e-6f));
  }

  /** Chi-squared over 256 cells, and over the low 8 of the 52 bits. */
  private static void assertUniform(IntToDoubleFunction draw) {
    int cells = 256;
    int[] high = new int[cells];
    int[] low = new int[cells];
    for (int i = 0; i < DRAWS; i++) {
      double epsilon = draw.applyAsDouble(i);
      assertThat(epsilon > 0 && epsilon < 1).isTrue();
      high[(int) (epsilon * cells)]++;
      low[(int) (((long) (epsilon * 0x1p53) >>> 1) & (cells - 1))]++;
    }
    // Mean 255, deviation 22.6: five deviations.
    assertThat(chiSquared(high)).isBetween(142.0, 368.0);
    assertThat(chiSquared(low)).isBetween(142.0, 368.0);
  }

  private static double chiSquared(int[] counts) {
    double expected = (double) DRAWS / counts.length;
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }

  /** Correlation and chi-squared over 16 x 16 cells. */
  private static void assertUncorrelated(IntToDoubleFunction first, IntToDoubleFunction second) {
    double sum = 0;
    int[] joint = new int[256];
    for (int i = 0; i < DRAWS; i++) {
      double x = first.applyAsDouble(i);
      double y = second.applyAsDouble(i);
      sum += 12 * (x - 0.5) * (y - 0.5);
      joint[(int) (x * 16) * 16 + (int) (y * 16)]++;
    }
    assertThat(Math.abs(sum / DRAWS)).isLessThan(5 / Math.sqrt(DRAWS));
    assertThat(chiSquared(joint)).isBetween(142.0, 368.0);
  }

  @Test
  void latentsOfARowAreIndependent() {
    int rows = 512;
    int latents = 64;
    Random random = new Random(6);
    double[] sums = new double[rows];
    for (int i = 0; i < rows; i++) {
      long key = random.nextLong();
      for (int j = 0; j < latents; j++) {
        sums[i] += Noise.epsilon(1, 1, key, j) - 0.5;
      }
    }
    double variance = 0;
    for (double sum : sums) {
      variance += sum * sum / rows;
    }
    // Sum of 64 independent uniforms: variance 64/12, its estimate to 6 % of that.
    assertThat(variance).isCloseTo(latents / 12.0, within(latents / 12.0 * 0.3));
  }
}
