package io.github.paenmf.core.fitted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.apache.commons.statistics.distribution.WeibullDistribution;
import org.junit.jupiter.api.Test;

class RowPosteriorTest {

  @Property(tries = 300)
  void theDivergenceIsTheIntegralOfTheLogRatio(
      @ForAll @FloatRange(min = 0.3f, max = 60) float shape,
      @ForAll @FloatRange(min = 0.05f, max = 20) float scale,
      @ForAll @FloatRange(min = 0.3f, max = 6) float otherShape,
      @ForAll @FloatRange(min = 0.5f, max = 20) float otherScale) {
    double expected = integral(shape, scale, otherShape, otherScale);
    double found = one(shape, scale).divergence(one(otherShape, otherScale));

    assertThat(found).isCloseTo(expected, within(1e-8 * Math.max(1, Math.abs(expected))));
    assertThat(found).isGreaterThan(-1e-9);
  }

  /**
   * E[ln p(h) - ln q(h)] for h of p by the trapezoidal rule: with h = scale y^(1/shape), y is
   * exponential, and in s = ln y the integrand falls off double exponentially on the right.
   */
  private static double integral(double shape, double scale, double otherShape, double otherScale) {
    WeibullDistribution p = WeibullDistribution.of(shape, scale);
    WeibullDistribution q = WeibullDistribution.of(otherShape, otherScale);
    double step = 1.0 / 256;
    double sum = 0;
    for (double s = -45; s <= 5; s += step) {
      double h = scale * Math.exp(s / shape);
      double weight = Math.exp(s - Math.exp(s));
      if (weight > 0 && h > 0) {
        sum += weight * (p.logDensity(h) - q.logDensity(h));
      }
    }
    return sum * step;
  }

  @Property(tries = 100)
  void theSymmetricDivergenceIsSymmetricAndZeroForEqualPosteriors(
      @ForAll @FloatRange(min = 0.1f, max = 1e4f) float shape,
      @ForAll @FloatRange(min = 0.01f, max = 1e6f) float scale,
      @ForAll @FloatRange(min = 0.1f, max = 1e4f) float otherShape,
      @ForAll @FloatRange(min = 0.01f, max = 1e6f) float otherScale) {
    RowPosterior first = one(shape, scale);
    RowPosterior second = one(otherShape, otherScale);

    assertThat(first.symmetricDivergence(second))
        .isEqualTo(second.symmetricDivergence(first))
        .isFinite()
        .isGreaterThan(-1e-6);
    assertThat(first.symmetricDivergence(first)).isCloseTo(0, within(1e-6));
  }

  @Property(tries = 100)
  void theLogarithmOrdersPairsBeyondTheLargestDouble(
      @ForAll @FloatRange(min = 0.3f, max = 20) float shape,
      @ForAll @FloatRange(min = 0.1f, max = 5) float scale) {
    RowPosterior first = one(shape, scale);
    RowPosterior near = new RowPosterior(new float[] {1.1f * scale}, new float[] {shape});
    RowPosterior narrow = one(9000, 1);

    assertThat(first.logSymmetricDivergence(near))
        .isCloseTo(Math.log(first.symmetricDivergence(near)), within(1e-12));
    assertThat(narrow.symmetricDivergence(one(9000, 2))).isEqualTo(Double.MAX_VALUE);
    // Its moment 2^9000 Gamma(2) one way; the other way adds next to nothing.
    assertThat(narrow.logSymmetricDivergence(one(9000, 2)))
        .isCloseTo(9000 * Math.log(2), within(1e-9));
    assertThat(narrow.logSymmetricDivergence(one(9000, 3)))
        .isGreaterThan(narrow.logSymmetricDivergence(one(9000, 2)));
    assertThat(narrow.logSymmetricDivergence(narrow)).isLessThan(-20);
  }

  @Property(tries = 100)
  void theOverlapIsTheIntegralOfTheSmallerDensity(
      @ForAll @FloatRange(min = 1, max = 60) float shape,
      @ForAll @FloatRange(min = 0.2f, max = 5) float scale,
      @ForAll @FloatRange(min = 1, max = 60) float otherShape,
      @ForAll @FloatRange(min = 0.2f, max = 5) float otherScale) {
    WeibullDistribution p = WeibullDistribution.of(shape, scale);
    WeibullDistribution q = WeibullDistribution.of(otherShape, otherScale);
    double expected = 0;
    double step = 1e-3;
    for (double s = -12; s < 4; s += step) {
      double h = Math.exp(s);
      expected += step * h * Math.min(p.density(h), q.density(h));
    }

    double found = one(shape, scale).overlap(one(otherShape, otherScale));

    assertThat(found).isCloseTo(expected, within(0.008));
    assertThat(found).isEqualTo(one(otherShape, otherScale).overlap(one(shape, scale)));
  }

  @Test
  void theOverlapRunsFromNothingToAll() {
    RowPosterior both = new RowPosterior(new float[] {1, 2}, new float[] {9000, 40});
    RowPosterior half = new RowPosterior(new float[] {3, 2}, new float[] {9000, 40});

    assertThat(both.overlap(both)).isCloseTo(1, within(1e-5));
    assertThat(both.overlap(half)).isCloseTo(0.5, within(1e-5));
    assertThatThrownBy(() -> both.overlap(one(1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rank 2 and 1");
  }

  @Test
  void divergencesOfLatentsAreSummed() {
    RowPosterior both = new RowPosterior(new float[] {1, 2}, new float[] {3, 4});
    RowPosterior other = new RowPosterior(new float[] {2, 1}, new float[] {1, 5});

    assertThat(both.divergence(other))
        .isCloseTo(
            one(3, 1).divergence(one(1, 2)) + one(4, 2).divergence(one(5, 1)), within(1e-12));
    assertThatThrownBy(() -> both.divergence(one(1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rank 2 and 1");
  }

  @Test
  void momentsAndQuantiles() {
    // Of shape 2, a Rayleigh distribution.
    RowPosterior rayleigh = one(2, (float) Math.sqrt(2));
    double sigma = (double) (float) Math.sqrt(2) / Math.sqrt(2);

    assertThat(rayleigh.mean()[0]).isCloseTo(sigma * Math.sqrt(Math.PI / 2), within(1e-12));
    assertThat(rayleigh.variance()[0]).isCloseTo((4 - Math.PI) / 2 * sigma * sigma, within(1e-12));
    assertThat(rayleigh.median()[0]).isCloseTo(sigma * Math.sqrt(2 * Math.log(2)), within(1e-12));
    assertThat(rayleigh.quantile(0.9)[0])
        .isCloseTo(sigma * Math.sqrt(-2 * Math.log(0.1)), within(1e-12));
  }

  private static RowPosterior one(float shape, float scale) {
    return new RowPosterior(new float[] {scale}, new float[] {shape});
  }
}
