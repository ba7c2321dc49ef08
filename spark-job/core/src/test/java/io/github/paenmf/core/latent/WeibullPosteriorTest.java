package io.github.paenmf.core.latent;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Where the factors of a value leave the range of double and the value does not, or is no NaN. */
class WeibullPosteriorTest {

  @Test
  void aVarianceBeyondRangeIsInfinite() {
    WeibullPosterior weibull = new WeibullPosterior(0.01, 1e-8);
    assertThat(weibull.variance()).isInfinite().isPositive();
    assertThat(weibull.varianceByScale()).isInfinite().isPositive();
    assertThat(weibull.varianceByShape()).isInfinite().isNegative();
  }

  @Test
  void aSmallScaleBringsTheVarianceBack() {
    // Gamma(176) = 175! beside which Gamma(88.5)^2 is nothing.
    double logarithm = 2 * Math.log(1e-20);
    for (int i = 2; i <= 175; i++) {
      logarithm += Math.log(i);
    }
    assertThat(new WeibullPosterior(1 / 87.5, 1e-20).variance())
        .isCloseTo(Math.exp(logarithm), Percentage.withPercentage(1e-9));
  }

  @Test
  void aDensityFarOutIsZero() {
    assertThat(new WeibullPosterior(1e4, 1).density(2)).isZero();
    assertThat(new WeibullPosterior(1, 1).density(2))
        .isCloseTo(Math.exp(-2), Percentage.withPercentage(1e-12));
  }
}
