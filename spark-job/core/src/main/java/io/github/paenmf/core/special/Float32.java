package io.github.paenmf.core.special;

import static io.github.paenmf.core.special.Coefficients.*;
import static java.lang.Math.fma;

/**
 * Special functions in float32 from additions, multiplications, fused multiply-adds and divisions
 * in a fixed order. Every step is one correctly rounded IEEE operation, so the result has the same
 * bits interpreted, compiled, and lane by lane in vectors; a library's exp or log promises no such
 * thing. Relative error below 3e-7 (digamma: 3e-7 max(1, |psi|)) on the stated domains.
 */
public final class Float32 {

  /** Smallest argument of {@link #exp}; the result is still a normal float. */
  public static final float EXP_MIN = -86f;

  /** Largest argument of {@link #exp}. */
  public static final float EXP_MAX = 88f;

  /** Largest u of {@link #gamma1p}; above it the result stays Gamma(34). */
  public static final float GAMMA_MAX = 33f;

  private Float32() {}

  /** e^x for x in [{@link #EXP_MIN}, {@link #EXP_MAX}]; meaningless outside. */
  public static float exp(float x) {
    float shifted = fma(x, LOG2_E, ROUNDER);
    float n = shifted - ROUNDER;
    float r = fma(n, -LN2_LOW, fma(n, -LN2_HIGH, x));
    float p = fma(r, fma(r, fma(r, fma(r, EXP_4, EXP_3), EXP_2), EXP_1), EXP_0);
    float e = fma(r * r, p, r) + 1f;
    return e * Float.intBitsToFloat((Float.floatToRawIntBits(shifted) + 127) << 23);
  }

  /** Natural logarithm of a positive normal float. */
  public static float ln(float x) {
    int bits = Float.floatToRawIntBits(x) - SQRT_HALF_BITS;
    float e = bits >> 23;
    float f = Float.intBitsToFloat((bits & 0x007fffff) + SQRT_HALF_BITS) - 1f;
    float p = fma(f, fma(f, fma(f, LN_7, LN_6), LN_5), LN_4);
    p = fma(f, fma(f, fma(f, fma(f, p, LN_3), LN_2), LN_1), LN_0);
    float f2 = f * f;
    float tail = fma(f2, fma(f, p, -0.5f), e * LN2_LOW);
    return fma(e, LN2_HIGH, f + tail);
  }

  /** ln(1 + t) for t in [0, 1]. */
  public static float ln1p(float t) {
    float p = fma(t, fma(t, fma(t, fma(t, LN1P_9, LN1P_8), LN1P_7), LN1P_6), LN1P_5);
    p = fma(t, fma(t, fma(t, fma(t, fma(t, p, LN1P_4), LN1P_3), LN1P_2), LN1P_1), LN1P_0);
    return t * p;
  }

  /** -ln(1 - q) for q in [0, 1/2]. */
  public static float minusLn1m(float q) {
    float p = fma(q, fma(q, fma(q, fma(q, LN1M_9, LN1M_8), LN1M_7), LN1M_6), LN1M_5);
    p = fma(q, fma(q, fma(q, fma(q, fma(q, p, LN1M_4), LN1M_3), LN1M_2), LN1M_1), LN1M_0);
    return q * p;
  }

  /**
   * Gamma(1 + u) for u &gt;= 0: a polynomial on [0, 1], above it Gamma(1+u) = u Gamma(u), with the
   * rounding errors of the product carried along. It saturates at u = 33; float32 ends at u = 34.
   */
  public static float gamma1p(float u) {
    float f = atMost(u, GAMMA_MAX);
    float product = 1f;
    float error = 0f;
    while (f > 1f) {
      float next = product * f;
      error = fma(error, f, fma(product, f, -next));
      product = next;
      f -= 1f;
    }
    float p = fma(f, fma(f, fma(f, fma(f, GAMMA_10, GAMMA_9), GAMMA_8), GAMMA_7), GAMMA_6);
    p = fma(f, fma(f, fma(f, p, GAMMA_5), GAMMA_4), GAMMA_3);
    p = fma(f, fma(f, fma(f, p, GAMMA_2), GAMMA_1), GAMMA_0);
    float g = fma(f, p, 1f);
    return fma(product, g, error * g);
  }

  /**
   * psi(1 + u) for u &gt;= 0: a polynomial on [0, 1], above it ln(u + 1/2) and a polynomial in (u +
   * 1/2)^-2, the form of the asymptotic series about the half-integers.
   */
  public static float digamma1p(float u) {
    if (u > 1f) {
      float z = u + 0.5f;
      float w = 1f / (z * z);
      float p = fma(w, fma(w, PSI_LARGE_5, PSI_LARGE_4), PSI_LARGE_3);
      p = fma(w, fma(w, fma(w, p, PSI_LARGE_2), PSI_LARGE_1), PSI_LARGE_0);
      return fma(w, p, ln(z));
    }
    float p = fma(u, fma(u, fma(u, fma(u, PSI_9, PSI_8), PSI_7), PSI_6), PSI_5);
    p = fma(u, fma(u, fma(u, fma(u, fma(u, p, PSI_4), PSI_3), PSI_2), PSI_1), PSI_0);
    return fma(u, p, -EULER);
  }

  /**
   * Gamma(1+2w) - Gamma(1+w)^2 for w in [0, 1/2], the variance of a Weibull of shape 1/w and scale
   * 1, without the cancellation that the difference has at small w.
   */
  public static float spread(float w) {
    float p = fma(w, fma(w, fma(w, SPREAD_10, SPREAD_9), SPREAD_8), SPREAD_7);
    p = fma(w, fma(w, fma(w, fma(w, p, SPREAD_6), SPREAD_5), SPREAD_4), SPREAD_3);
    p = fma(w, fma(w, fma(w, p, SPREAD_2), SPREAD_1), SPREAD_0);
    return w * w * p;
  }

  /** Derivative of {@link #spread} by w, for w in [0, 1/2]. */
  public static float spreadSlope(float w) {
    float p = fma(w, fma(w, SPREAD_SLOPE_11, SPREAD_SLOPE_10), SPREAD_SLOPE_9);
    p = fma(w, fma(w, fma(w, p, SPREAD_SLOPE_8), SPREAD_SLOPE_7), SPREAD_SLOPE_6);
    p = fma(w, fma(w, fma(w, p, SPREAD_SLOPE_5), SPREAD_SLOPE_4), SPREAD_SLOPE_3);
    p = fma(w, fma(w, fma(w, p, SPREAD_SLOPE_2), SPREAD_SLOPE_1), SPREAD_SLOPE_0);
    return w * p;
  }

  /**
   * Clamps a non-negative x by comparing bits, which vectors do faster than comparing floats; NaN
   * becomes {@code max}.
   */
  public static float atMost(float x, float max) {
    return Float.intBitsToFloat(Math.min(Float.floatToRawIntBits(x), Float.floatToRawIntBits(max)));
  }

  /** Clamps to [min, max] with 0 &lt;= min by comparing bits; NaN becomes {@code max}. */
  public static float positiveWithin(float x, float min, float max) {
    int bits = Math.max(Float.floatToRawIntBits(x), Float.floatToRawIntBits(min));
    return Float.intBitsToFloat(Math.min(bits, Float.floatToRawIntBits(max)));
  }

  /** Clamps the magnitude by comparing bits and keeps the sign; NaN becomes {@code max} or -max. */
  public static float magnitudeAtMost(float x, float max) {
    int bits = Float.floatToRawIntBits(x);
    int magnitude = Math.min(bits & 0x7fffffff, Float.floatToRawIntBits(max));
    return Float.intBitsToFloat(magnitude | (bits & 0x80000000));
  }
}
