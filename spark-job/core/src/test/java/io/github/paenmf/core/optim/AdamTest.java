package io.github.paenmf.core.optim;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** First steps that can be worked out by hand. */
class AdamTest {

  private static final Offset<Float> ROUNDING = Offset.offset(1e-6f);

  @Test
  void theFirstStepHasTheLengthOfTheStepSize() {
    Adam adam = new Adam(3, 0.9, 0.99);
    float[] moved = adam.step(new float[] {1, 1, 1}, new float[] {1e-4f, -50, 0}, 0.1);
    assertThat(moved).containsExactly(new float[] {0.9f, 1.1f, 1}, ROUNDING);
    assertThat(adam.steps()).isEqualTo(1);
  }

  @Test
  void aGradientThatTurnsIsDamped() {
    Adam adam = new Adam(1, 0.9, 0.99);
    float[] first = adam.step(new float[] {0}, new float[] {1}, 1);
    float[] second = adam.step(first, new float[] {-1}, 1);
    // Mean (0.09 - 0.1) / (1 - 0.81), squares 1.
    assertThat(second[0] - first[0]).isCloseTo(0.01f / 0.19f, ROUNDING);
  }

  @Test
  void aCopyGoesItsOwnWay() {
    Adam adam = new Adam(1, 0.9, 0.99);
    adam.step(new float[] {0}, new float[] {1}, 1);
    Adam copy = adam.copy();
    float[] moved = copy.step(new float[] {0}, new float[] {-1}, 1);
    assertThat(adam.steps()).isEqualTo(1);
    assertThat(adam.first()[0]).isCloseTo(0.1f, ROUNDING);
    assertThat(adam.step(new float[] {0}, new float[] {-1}, 1)).isEqualTo(moved);
  }
}
