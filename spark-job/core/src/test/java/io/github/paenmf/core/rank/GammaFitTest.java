package io.github.paenmf.core.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GammaFitTest {

  private static final int DRAWS = 200_000;

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3, 1, 4, 200})
  void findsWhatValuesWereDrawnFrom(double shape) {
    double[] values = draws(shape, 3 / shape);
    GammaFit fit = fit(values);
    assertThat(fit.shape()).isCloseTo(shape, within(0.02 * shape));
    assertThat(fit.shape() * fit.scale()).isCloseTo(fit.mean(), within(1e-12 * fit.mean()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 1, 200})
  void noOtherShapeIsMoreLikely(double shape) {
    GammaFit fit = fit(draws(shape, 1));
    for (double factor : new double[] {0.999, 1.001}) {
      double other = fit.shape() * factor;
      GammaFit moved = new GammaFit(other, fit.mean() / other, fit.mean(), fit.meanLog());
      assertThat(moved.meanLogDensity()).isLessThan(fit.meanLogDensity());
    }
  }

  @Test
  void densityIsThatOfTheDistribution() {
    double[] values = draws(0.7, 2);
    GammaFit fit = fit(values);
    GammaDistribution distribution = GammaDistribution.of(fit.shape(), fit.scale());
    double sum = 0;
    for (double value : values) {
      sum += distribution.logDensity(value);
    }
    assertThat(fit.meanLogDensity()).isCloseTo(sum / DRAWS, within(1e-9));
  }

  @Test
  void valuesAllAlikeHaveALargeFiniteShape() {
    GammaFit fit = GammaFit.of(2, Math.log(2));
    assertThat(fit.shape()).isBetween(1e6, 1e12);
    assertThat(fit.meanLogDensity()).isFinite();
  }

  @Test
  void meansOfNoPositiveValuesAreRefused() {
    assertThatThrownBy(() -> GammaFit.of(1, 0.5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> GammaFit.of(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> GammaFit.of(1, Double.NEGATIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static GammaFit fit(double[] values) {
    double sum = 0;
    double logSum = 0;
    for (double value : values) {
      sum += value;
      logSum += Math.log(value);
    }
    return GammaFit.of(sum / values.length, logSum / values.length);
  }

  private static double[] draws(double shape, double scale) {
    ContinuousDistribution.Sampler sampler =
        GammaDistribution.of(shape, scale).createSampler(new SplittableRandom(5)::nextLong);
    double[] values = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      values[i] = Math.max(sampler.sample(), Double.MIN_NORMAL);
    }
    return values;
  }
}
