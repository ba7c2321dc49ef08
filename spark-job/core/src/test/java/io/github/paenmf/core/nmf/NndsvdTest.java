package io.github.paenmf.core.nmf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.core.matrix.RowMatrix;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Parts from singular vectors that are known. */
class NndsvdTest {

  private static final float[] MEAN = {1, 2, 3};

  @Test
  void theStrongerSideIsTaken() {
    float[] vector = {0.6f, -0.8f, 0};
    float[] expected = {(float) Math.sqrt(1.2), 0, 0};
    // 4 * 0.36 against 1 * 0.64.
    assertThat(parts(vector, 5, 4, 1, 1)).containsExactly(expected, Offset.offset(1e-6f));
    float[] turned = {-0.6f, 0.8f, 0};
    assertThat(parts(turned, 5, 1, 4, 1)).containsExactly(expected, Offset.offset(1e-6f));
  }

  @Test
  void missingAndEmptyVectorsGiveScaledMeans() {
    float[] parts = parts(new float[] {0, 0, 0}, 0, 0, 0, 3);
    for (int j = 0; j < 3; j++) {
      float[] part = Arrays.copyOfRange(parts, 3 * j, 3 * j + 3);
      float largest = 0;
      for (int t = 0; t < 3; t++) {
        assertThat(part[t]).isBetween(0f, MEAN[t]);
        largest = Math.max(largest, part[t]);
      }
      assertThat(largest).as("part %d", j).isPositive();
    }
    assertThat(Arrays.copyOfRange(parts, 0, 3)).isNotEqualTo(Arrays.copyOfRange(parts, 3, 6));
    assertThat(parts(new float[] {0, 0, 0}, 0, 0, 0, 3)).isEqualTo(parts);
  }

  private static float[] parts(
      float[] vector, double value, double positive, double negative, int rank) {
    return Nndsvd.parts(
        RowMatrix.of(vector, 1, 3),
        new double[] {value},
        new double[] {positive},
        new double[] {negative},
        MEAN,
        rank,
        3,
        9);
  }
}
