package io.github.paenmf.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.core.linalg.MatrixProducts;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.reference.WholeNumbers;
import io.github.paenmf.core.tile.Tiles;
import java.util.SplittableRandom;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** By OpenBLAS and by tiles the same products. */
class LatentProductsTest {

  private static final int SPARE = 4;
  private static final double NOISE = 0.25;

  @Property(tries = 60)
  void productsAreThoseOfTheDefinition(
      @ForAll long seed,
      @ForAll boolean byTiles,
      @ForAll @IntRange(min = 1, max = 30) int rank,
      @ForAll @IntRange(min = 1, max = 60) int inputs,
      @ForAll @IntRange(min = 1, max = 120) int rows) {
    Assume.that(!byTiles || Tiles.wherePossible().isPresent());
    SplittableRandom random = new SplittableRandom(seed);
    float[] latents = WholeNumbers.of(rank * rows, random);
    float[] symmetric = WholeNumbers.of(rank * rank, random);
    for (int j = 0; j < rank; j++) {
      for (int l = 0; l < j; l++) {
        symmetric[l * rank + j] = symmetric[j * rank + l];
      }
    }
    float[] p = WholeNumbers.of(rank * rows + SPARE, random);
    float[] scores = WholeNumbers.of(inputs * rows, random);
    Weights weights =
        new Weights(
            rank,
            1,
            inputs,
            new float[rank],
            WholeNumbers.of(rank * inputs, random),
            WholeNumbers.of(rank, random),
            WholeNumbers.of(rank * inputs, random),
            WholeNumbers.of(rank, random),
            NOISE);
    try (LatentProducts products = new LatentProducts(MatrixProducts.ofBackend())) {
      float[] out = WholeNumbers.of(rank * rows + SPARE, random);
      float[] expected = out.clone();
      combine(symmetric, rank, latents, rank, rows, null, expected);
      products.multiply(byTiles, latents, symmetric, rank, rows, out);
      assertThat(out).containsExactly(expected);

      float[] gradient = p.clone();
      for (int i = 0; i < rank * rows; i++) {
        gradient[i] = (float) ((expected[i] - p[i]) / NOISE);
      }
      products.errorGradient(byTiles, latents, symmetric, NOISE, rank, rows, p);
      assertThat(p).containsExactly(gradient);

      float[] scale = WholeNumbers.of(rank * rows + SPARE, random);
      float[] shape = WholeNumbers.of(rank * rows + SPARE, random);
      float[] expectedScale = scale.clone();
      float[] expectedShape = shape.clone();
      combine(
          weights.scaleCoefficients(),
          rank,
          scores,
          inputs,
          rows,
          weights.scaleBias(),
          expectedScale);
      combine(
          weights.shapeCoefficients(),
          rank,
          scores,
          inputs,
          rows,
          weights.shapeBias(),
          expectedShape);
      products.reset();
      products.encode(byTiles, weights, scores, rows, scale, shape);
      assertThat(scale).containsExactly(expectedScale);
      assertThat(shape).containsExactly(expectedShape);

      float[] byScale = new float[rank * inputs];
      float[] byShape = new float[rank * inputs];
      products.addEncoderGradient(
          byTiles, rank, scores, inputs, rows, latents, latents, byScale, byShape);
      products.addEncoderSumsTo(byScale, byShape);
      float[] withScores = new float[rank * inputs];
      products.withScores(latents, rank, scores, inputs, rows, withScores);
      assertThat(byScale).containsExactly(withScores).containsExactly(byShape);
      assertThat(withScores[rank * inputs - 1])
          .isEqualTo(inner(latents, (rank - 1) * rows, scores, (inputs - 1) * rows, rows));
    }
  }

  private static float inner(float[] a, int aAt, float[] b, int bAt, int length) {
    float sum = 0;
    for (int i = 0; i < length; i++) {
      sum += a[aAt + i] * b[bAt + i];
    }
    return sum;
  }

  private static void combine(
      float[] a, int outputs, float[] b, int inputs, int rows, float[] bias, float[] out) {
    for (int k = 0; k < outputs; k++) {
      for (int i = 0; i < rows; i++) {
        float sum = bias == null ? 0 : bias[k];
        for (int l = 0; l < inputs; l++) {
          sum += a[k * inputs + l] * b[l * rows + i];
        }
        out[k * rows + i] = sum;
      }
    }
  }
}
