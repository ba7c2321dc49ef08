package io.github.paenmf.core.special;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Gamma;
import org.junit.jupiter.api.Test;

class Float32Test {

  private static final double BOUND = 3e-7;

  @FunctionalInterface
  private interface FloatFunction {
    float apply(float x);
  }

  @Test
  void expIsAccurate() {
    assertThat(worst(-86, 88, Float32::exp, Math::exp, 0)).isLessThan(BOUND);
  }

  @Test
  void expIsOneAtZeroAndNormalAtItsEnds() {
    assertThat(Float32.exp(0f)).isEqualTo(1f);
    assertThat(Float32.exp(Float32.EXP_MIN)).isGreaterThan(Float.MIN_NORMAL);
    assertThat(Float32.exp(Float32.EXP_MAX)).isFinite();
  }

  @Test
  void clampsByBitsClamp() {
    assertThat(Float32.atMost(5f, 3f)).isEqualTo(3f);
    assertThat(Float32.atMost(Float.POSITIVE_INFINITY, 3f)).isEqualTo(3f);
    assertThat(Float32.atMost(2f, 3f)).isEqualTo(2f);
    assertThat(Float32.positiveWithin(-1f, 0.5f, 3f)).isEqualTo(0.5f);
    assertThat(Float32.positiveWithin(0.25f, 0.5f, 3f)).isEqualTo(0.5f);
    assertThat(Float32.positiveWithin(1f, 0.5f, 3f)).isEqualTo(1f);
    assertThat(Float32.positiveWithin(9f, 0.5f, 3f)).isEqualTo(3f);
    assertThat(Float32.magnitudeAtMost(-9f, 3f)).isEqualTo(-3f);
    assertThat(Float32.magnitudeAtMost(Float.NEGATIVE_INFINITY, 3f)).isEqualTo(-3f);
    assertThat(Float32.magnitudeAtMost(-2f, 3f)).isEqualTo(-2f);
  }

  @Test
  void lnIsAccurateOverTheWholeNormalRange() {
    double worst = 0;
    for (int bits = Float.floatToIntBits(Float.MIN_NORMAL); bits < 0x7f800000; bits += 6151) {
      float x = Float.intBitsToFloat(bits);
      worst = Math.max(worst, error(Float32.ln(x), Math.log(x), 0));
    }
    assertThat(worst).isLessThan(BOUND);
    assertThat(worst(0.5, 2, Float32::ln, Math::log, 0)).isLessThan(BOUND);
    assertThat(Float32.ln(1f)).isZero();
  }

  @Test
  void logarithmsNearOneAreAccurate() {
    assertThat(worst(0, 1, Float32::ln1p, Math::log1p, 0)).isLessThan(BOUND);
    assertThat(worst(0, 0.5, Float32::minusLn1m, q -> -Math.log1p(-q), 0)).isLessThan(BOUND);
    assertThat(Float32.minusLn1m(0x1p-53f)).isEqualTo(0x1p-53f);
  }

  @Test
  void gammaIsAccurate() {
    assertThat(worst(0, 1, Float32::gamma1p, u -> Gamma.value(1 + u), 0)).isLessThan(BOUND);
    assertThat(worst(1, 33, Float32::gamma1p, u -> Gamma.value(1 + u), 0)).isLessThan(BOUND);
    assertThat(Float32.gamma1p(0f)).isEqualTo(1f);
    assertThat(Float32.gamma1p(1e20f)).isEqualTo(Float32.gamma1p(33f)).isFinite();
  }

  @Test
  void digammaIsAccurate() {
    DoubleUnaryOperator psi = u -> Digamma.value(1 + u);
    assertThat(worst(0, 1, Float32::digamma1p, psi, 1)).isLessThan(BOUND);
    assertThat(worst(1, 40, Float32::digamma1p, psi, 1)).isLessThan(BOUND);
    assertThat(worst(40, 1e6, Float32::digamma1p, psi, 1)).isLessThan(BOUND);
  }

  /** Largest error over a grid that is even on the line, and one that is even in the logarithm. */
  private static double worst(
      double from, double to, FloatFunction function, DoubleUnaryOperator exact, double scale) {
    int steps = 200_000;
    double worst = 0;
    for (int s = 0; s <= steps; s++) {
      float x = (float) (from + (to - from) * s / steps);
      worst = Math.max(worst, error(function.apply(x), exact.applyAsDouble(x), scale));
      float y = (float) (from + (to - from) * Math.exp(-60.0 * s / steps));
      if (y != 0) {
        worst = Math.max(worst, error(function.apply(y), exact.applyAsDouble(y), scale));
      }
    }
    return worst;
  }

  /** Relative error, or relative to {@code scale} where the value is smaller. */
  private static double error(float value, double exact, double scale) {
    double size = Math.max(Math.abs(exact), scale);
    return size == 0 ? Math.abs(value) : Math.abs(value - exact) / size;
  }
}
