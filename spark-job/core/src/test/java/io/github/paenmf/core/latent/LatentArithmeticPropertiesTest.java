package io.github.paenmf.core.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.reference.ReferenceLatents;
import io.github.paenmf.core.reference.ReferenceSettings;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.FloatRange;
import org.apache.commons.numbers.gamma.Digamma;

/** One pair with any activations, prior and noise, and numbers that no training should meet. */
class LatentArithmeticPropertiesTest {

  private final LatentArithmetic arithmetic = LatentArithmetic.best();

  @Property(tries = 500)
  void derivativesMatchTheDoubleFormulas(
      @ForAll Activation scale,
      @ForAll Activation shape,
      @ForAll Reading reading,
      @ForAll @FloatRange(min = -5, max = 8) float a,
      @ForAll @FloatRange(min = -1, max = 9) float c,
      @ForAll @DoubleRange(min = 0.2, max = 6) double priorShape,
      @ForAll @DoubleRange(min = 0.1, max = 10) double priorScale,
      @ForAll @DoubleRange(min = -16, max = 3.3) double lnNoise) {
    double epsilon = Math.exp(-Math.exp(lnNoise));
    LatentSpec spec =
        new LatentSpec(scale, shape, 1e-2f, 0.3f, -1e3f, 1e6f, -10f, 9.2f, priorShape, priorScale);
    LatentTile tile = new LatentTile();
    tile.reserve(1, 1, true);
    tile.a()[0] = a;
    tile.c()[0] = c;
    float penalty = 0.5f;
    LatentSums sums =
        arithmetic.forward(
            spec,
            reading,
            new double[] {epsilon},
            null,
            1,
            new float[] {penalty},
            1,
            1,
            true,
            tile);
    ReferenceLatents exact =
        ReferenceLatents.of(
            ReferenceSettings.of(spec, 1, 1, reading),
            new double[][] {{a}},
            new double[][] {{c}},
            new double[][] {{epsilon}});
    double k = exact.shape()[0][0];
    double h = exact.h()[0][0];
    double spread = Math.max(1, Math.abs(Math.log(h / exact.scale()[0][0])));
    check(tile.h()[0], h, 2e-6 * spread * h);
    check(tile.hByA()[0], exact.hByA()[0][0], 2e-6 * spread * exact.hByA()[0][0]);
    check(tile.hByC()[0], exact.hByC()[0][0], 2e-5 * spread * (h + h * k));
    double variance = exact.variance()[0][0];
    check(tile.variance()[0], variance, 2e-5 * variance);
    double kl = exact.kl()[0][0];
    // Gamma and the power multiply the rounding of 1/k and of ln(lambda/lambda0).
    double u = priorShape / k;
    double steepness =
        1
            + u * Digamma.value(1 + u)
            + priorShape * Math.abs(Math.log(exact.scale()[0][0] / priorScale));
    double moment = steepness * (21 + kl);
    check((float) sums.kl(), kl, 2e-6 * moment);
    double weight = reading == Reading.EXPECTED ? penalty : 0;
    double size = (moment + weight * variance) * (1 + k) / Math.min(1, exact.scale()[0][0]);
    check(tile.gradA()[0], exact.klByA()[0][0] + weight * exact.varianceByA()[0][0], 1e-5 * size);
    check(
        tile.gradC()[0],
        exact.klByC()[0][0] + weight * exact.varianceByC()[0][0],
        1e-5 * size * (1 + 1 / (k * k)));
  }

  @Property(tries = 500)
  void anyFloatGivesFiniteResults(
      @ForAll Activation scale,
      @ForAll Activation shape,
      @ForAll Reading reading,
      @ForAll float a,
      @ForAll float c,
      @ForAll @FloatRange(min = 0, max = 1) float floor,
      @ForAll @DoubleRange(min = 0.01, max = 50) double priorShape,
      @ForAll @DoubleRange(min = -36, max = 6.5) double lnNoise) {
    double epsilon = Math.exp(-Math.exp(lnNoise));
    LatentSpec spec =
        new LatentSpec(scale, shape, floor, floor, -1e3f, 1e6f, -1e3f, 1e6f, priorShape, 1);
    LatentTile tile = new LatentTile();
    tile.reserve(1, 1, true);
    tile.a()[0] = a;
    tile.c()[0] = c;
    LatentSums sums =
        arithmetic.forward(
            spec, reading, new double[] {epsilon}, null, 1, new float[] {1}, 1, 1, true, tile);
    assertThat(sums.kl()).isFinite();
    assertThat(sums.variance()[0]).isFinite().isNotNegative();
    for (float[] output :
        new float[][] {
          tile.h(), tile.hByA(), tile.hByC(), tile.gradA(), tile.gradC(), tile.mean()
        }) {
      assertThat(output[0]).isFinite();
    }
  }

  private static void check(float actual, double exact, double tolerance) {
    // Beyond it the arithmetic saturates, as it says.
    if (Math.abs(exact) < 1e25) {
      assertThat((double) actual).isCloseTo(exact, within(tolerance + 1e-30));
    }
  }
}
