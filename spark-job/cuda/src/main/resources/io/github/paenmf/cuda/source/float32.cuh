// Special functions in float32: the operations of core's Float32, one by one and in the same order, so that the bits
// agree with the processor's. The coefficients before this text are those of core's Coefficients.

constexpr float EXP_MIN = -86.0f;
constexpr float EXP_MAX = 88.0f;
constexpr float GAMMA_MAX = 33.0f;

DEVICE float exp32(float x) {
  float shifted = fma32(x, LOG2_E, ROUNDER);
  float n = shifted - ROUNDER;
  float r = fma32(n, -LN2_LOW, fma32(n, -LN2_HIGH, x));
  float p = fma32(r, fma32(r, fma32(r, fma32(r, EXP_4, EXP_3), EXP_2), EXP_1), EXP_0);
  float e = fma32(r * r, p, r) + 1.0f;
  return e * floatOf((int)((uint32)(bitsOf(shifted) + 127) << 23));
}

DEVICE float ln32(float x) {
  int bits = bitsOf(x) - SQRT_HALF_BITS;
  float e = (float)(bits >> 23);
  float f = floatOf((bits & 0x007fffff) + SQRT_HALF_BITS) - 1.0f;
  float p = fma32(f, fma32(f, fma32(f, LN_7, LN_6), LN_5), LN_4);
  p = fma32(f, fma32(f, fma32(f, fma32(f, p, LN_3), LN_2), LN_1), LN_0);
  float f2 = f * f;
  float tail = fma32(f2, fma32(f, p, -0.5f), e * LN2_LOW);
  return fma32(e, LN2_HIGH, f + tail);
}

// ln(1 + t), t in [0, 1].
DEVICE float ln1p32(float t) {
  float p = fma32(t, fma32(t, fma32(t, fma32(t, LN1P_9, LN1P_8), LN1P_7), LN1P_6), LN1P_5);
  p = fma32(t, fma32(t, fma32(t, fma32(t, fma32(t, p, LN1P_4), LN1P_3), LN1P_2), LN1P_1), LN1P_0);
  return t * p;
}

// -ln(1 - q), q in [0, 1/2].
DEVICE float minusLn1m32(float q) {
  float p = fma32(q, fma32(q, fma32(q, fma32(q, LN1M_9, LN1M_8), LN1M_7), LN1M_6), LN1M_5);
  p = fma32(q, fma32(q, fma32(q, fma32(q, fma32(q, p, LN1M_4), LN1M_3), LN1M_2), LN1M_1), LN1M_0);
  return q * p;
}

DEVICE float atMost(float x, float max) { return floatOf(lesser(bitsOf(x), bitsOf(max))); }

DEVICE float positiveWithin(float x, float min, float max) {
  return floatOf(lesser(greater(bitsOf(x), bitsOf(min)), bitsOf(max)));
}

DEVICE float magnitudeAtMost(float x, float max) {
  int bits = bitsOf(x);
  int magnitude = lesser(bits & 0x7fffffff, bitsOf(max));
  return floatOf((int)((uint32)magnitude | ((uint32)bits & 0x80000000u)));
}

// Gamma(1 + u), u >= 0.
DEVICE float gamma1p32(float u) {
  float f = atMost(u, GAMMA_MAX);
  float product = 1.0f;
  float error = 0.0f;
  while (f > 1.0f) {
    float next = product * f;
    error = fma32(error, f, fma32(product, f, -next));
    product = next;
    f -= 1.0f;
  }
  float p = fma32(f, fma32(f, fma32(f, fma32(f, GAMMA_10, GAMMA_9), GAMMA_8), GAMMA_7), GAMMA_6);
  p = fma32(f, fma32(f, fma32(f, p, GAMMA_5), GAMMA_4), GAMMA_3);
  p = fma32(f, fma32(f, fma32(f, p, GAMMA_2), GAMMA_1), GAMMA_0);
  float g = fma32(f, p, 1.0f);
  return fma32(product, g, error * g);
}

// psi(1 + u), u >= 0.
DEVICE float digamma1p32(float u) {
  if (u > 1.0f) {
    float z = u + 0.5f;
    float w = divided(1.0f, z * z);
    float p = fma32(w, fma32(w, PSI_LARGE_5, PSI_LARGE_4), PSI_LARGE_3);
    p = fma32(w, fma32(w, fma32(w, p, PSI_LARGE_2), PSI_LARGE_1), PSI_LARGE_0);
    return fma32(w, p, ln32(z));
  }
  float p = fma32(u, fma32(u, fma32(u, fma32(u, PSI_9, PSI_8), PSI_7), PSI_6), PSI_5);
  p = fma32(u, fma32(u, fma32(u, fma32(u, fma32(u, p, PSI_4), PSI_3), PSI_2), PSI_1), PSI_0);
  return fma32(u, p, -EULER);
}

// Gamma(1+2w) - Gamma(1+w)^2, w in [0, 1/2].
DEVICE float spread32(float w) {
  float p = fma32(w, fma32(w, fma32(w, SPREAD_10, SPREAD_9), SPREAD_8), SPREAD_7);
  p = fma32(w, fma32(w, fma32(w, fma32(w, p, SPREAD_6), SPREAD_5), SPREAD_4), SPREAD_3);
  p = fma32(w, fma32(w, fma32(w, p, SPREAD_2), SPREAD_1), SPREAD_0);
  return w * w * p;
}

// Its derivative by w.
DEVICE float spreadSlope32(float w) {
  float p = fma32(w, fma32(w, SPREAD_SLOPE_11, SPREAD_SLOPE_10), SPREAD_SLOPE_9);
  p = fma32(w, fma32(w, fma32(w, p, SPREAD_SLOPE_8), SPREAD_SLOPE_7), SPREAD_SLOPE_6);
  p = fma32(w, fma32(w, fma32(w, p, SPREAD_SLOPE_5), SPREAD_SLOPE_4), SPREAD_SLOPE_3);
  p = fma32(w, fma32(w, fma32(w, p, SPREAD_SLOPE_2), SPREAD_SLOPE_1), SPREAD_SLOPE_0);
  return w * p;
}
