package io.github.paenmf.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.linalg.MatrixProducts;
import io.github.paenmf.core.model.Weights;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EncoderProductsTest {

  private static final int RANK = 5;
  private static final int INPUTS = 7;

  @Test
  void twoPassesOverTwoBlocksMatchTheDefinition() {
    try (EncoderProducts encoder = new EncoderProducts(MatrixProducts.ofBackend())) {
      for (int pass = 0; pass < 2; pass++) {
        Random random = new Random(pass);
        Weights weights = weights(random);
        encoder.reset();
        float[] scaleGradient = floats(random, RANK * INPUTS);
        float[] shapeGradient = floats(random, RANK * INPUTS);
        double[] expectedScale = doubles(scaleGradient);
        double[] expectedShape = doubles(shapeGradient);
        for (int rows : new int[] {13, 40}) {
          float[] scores = floats(random, INPUTS * rows);
          float[] scale = floats(random, RANK * rows + 3);
          float[] shape = floats(random, RANK * rows + 3);
          float[] byScale = floats(random, RANK * rows);
          float[] byShape = floats(random, RANK * rows);
          encoder.project(weights, scores, rows, scale, shape);
          encoder.backProject(scores, rows, byScale, byShape);
          assertProjected(scores, weights.scaleCoefficients(), rows, scale);
          assertProjected(scores, weights.shapeCoefficients(), rows, shape);
          addGradient(scores, byScale, rows, expectedScale);
          addGradient(scores, byShape, rows, expectedShape);
        }
        encoder.addSumsTo(scaleGradient, shapeGradient);
        for (int i = 0; i < RANK * INPUTS; i++) {
          assertThat((double) scaleGradient[i]).isCloseTo(expectedScale[i], within(1e-5));
          assertThat((double) shapeGradient[i]).isCloseTo(expectedShape[i], within(1e-5));
        }
      }
    }
  }

  @Test
  void aPassWithoutGradientsAddsNothing() {
    Random random = new Random(3);
    try (EncoderProducts encoder = new EncoderProducts(MatrixProducts.ofBackend())) {
      Weights weights = weights(random);
      float[] scores = floats(random, INPUTS * 4);
      encoder.project(weights, scores, 4, new float[RANK * 4], new float[RANK * 4]);
      encoder.backProject(scores, 4, floats(random, RANK * 4), floats(random, RANK * 4));
      encoder.reset();
      encoder.project(weights, scores, 4, new float[RANK * 4], new float[RANK * 4]);
      float[] gradient = new float[RANK * INPUTS];
      encoder.addSumsTo(gradient, gradient);
      assertThat(gradient).containsOnly(0f);
    }
  }

  @Test
  void misuseIsNamed() {
    Random random = new Random(4);
    try (EncoderProducts encoder = new EncoderProducts(MatrixProducts.ofBackend())) {
      float[] latents = new float[RANK * 4];
      assertThatThrownBy(() -> encoder.backProject(new float[INPUTS * 4], 4, latents, latents))
          .isInstanceOf(IllegalStateException.class);
      Weights weights = weights(random);
      assertThatThrownBy(() -> encoder.project(weights, new float[27], 4, latents, latents))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("need 28 values, found 27");
    }
  }

  private static void assertProjected(float[] scores, float[] coefficients, int rows, float[] out) {
    for (int j = 0; j < RANK; j++) {
      for (int i = 0; i < rows; i++) {
        double expected = 0;
        for (int p = 0; p < INPUTS; p++) {
          expected += (double) scores[p * rows + i] * coefficients[j * INPUTS + p];
        }
        assertThat((double) out[j * rows + i]).isCloseTo(expected, within(1e-5));
      }
    }
  }

  private static void addGradient(float[] scores, float[] by, int rows, double[] into) {
    for (int j = 0; j < RANK; j++) {
      for (int p = 0; p < INPUTS; p++) {
        for (int i = 0; i < rows; i++) {
          into[j * INPUTS + p] += (double) scores[p * rows + i] * by[j * rows + i];
        }
      }
    }
  }

  private static Weights weights(Random random) {
    return new Weights(
        RANK,
        3,
        INPUTS,
        new float[RANK * 3],
        floats(random, RANK * INPUTS),
        new float[RANK],
        floats(random, RANK * INPUTS),
        new float[RANK],
        1);
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }

  private static float[] floats(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
