package io.github.paenmf.core.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class WeibullFormulasTest {

  @Test
  void isTheExponentialAtShapeOne() {
    WeibullPosterior exponential = new WeibullPosterior(1, 3);
    assertThat(exponential.mean()).isCloseTo(3, within(1e-14));
    assertThat(exponential.variance()).isCloseTo(9, within(1e-13));
    assertThat(exponential.mode()).isZero();
    assertThat(exponential.kl(1, 3)).isCloseTo(0, within(1e-15));
  }

  @Test
  void refusesWhatIsNoWeibull() {
    assertThatThrownBy(() -> new WeibullPosterior(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shape 0.0, scale 1.0");
    assertThatThrownBy(() -> new WeibullPosterior(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The series and the plain difference meet where one takes over from the other. */
  @Test
  void varianceIsContinuousWhereItsSeriesEnds() {
    WeibullPosterior series = new WeibullPosterior(8, 1);
    WeibullPosterior plain = new WeibullPosterior(Math.nextDown(8.0), 1);
    assertThat(series.variance()).isCloseTo(plain.variance(), within(1e-15));
    assertThat(series.varianceByShape()).isCloseTo(plain.varianceByShape(), within(1e-15));
  }

  @Property(tries = 200)
  void derivativesMatchFiniteDifferences(
      @ForAll @DoubleRange(min = 0.2, max = 200) double shape,
      @ForAll @DoubleRange(min = 0.01, max = 20) double scale,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double p) {
    WeibullPosterior weibull = new WeibullPosterior(shape, scale);
    check(weibull, WeibullPosterior::mean, weibull.meanByScale(), weibull.meanByShape());
    check(
        weibull, WeibullPosterior::variance, weibull.varianceByScale(), weibull.varianceByShape());
    check(
        weibull,
        w -> w.inverseSurvival(p),
        weibull.inverseSurvivalByScale(p),
        weibull.inverseSurvivalByShape(p));
    check(weibull, w -> w.kl(1.5, 0.7), weibull.klByScale(1.5, 0.7), weibull.klByShape(1.5, 0.7));
    check(weibull, WeibullPosterior::median, weibull.median() / scale, weibull.medianByShape());
  }

  private static void check(
      WeibullPosterior at,
      ToDoubleFunction<WeibullPosterior> function,
      double byScale,
      double byShape) {
    double k = at.shape();
    double lambda = at.scale();
    double step = 1e-5;
    double up = function.applyAsDouble(new WeibullPosterior(k, lambda * (1 + step)));
    double down = function.applyAsDouble(new WeibullPosterior(k, lambda * (1 - step)));
    double value = Math.abs(function.applyAsDouble(at));
    double size = Math.max(value, Math.abs(byScale * lambda));
    assertThat((up - down) / (2 * step)).isCloseTo(byScale * lambda, within(1e-6 * size + 1e-9));
    up = function.applyAsDouble(new WeibullPosterior(k * (1 + step), lambda));
    down = function.applyAsDouble(new WeibullPosterior(k * (1 - step), lambda));
    size = Math.max(value, Math.abs(byShape * k));
    assertThat((up - down) / (2 * step)).isCloseTo(byShape * k, within(1e-6 * size + 1e-9));
  }
}
