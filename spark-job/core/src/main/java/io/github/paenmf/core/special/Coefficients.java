package io.github.paenmf.core.special;

/**
 * Polynomials of {@link Float32}, lowest power first, near-minimax in relative error (absolute for
 * digamma) with every coefficient rounded to float32. Both the scalar and the vector evaluation
 * read them here, so that they can't drift apart. The stated error is that of the polynomial
 * itself, without the rounding of its evaluation.
 */
public final class Coefficients {

  /** Adding it rounds a float of magnitude below 2^22 to the nearest integer. */
  public static final float ROUNDER = 12582912f;

  /** 1 / ln 2. */
  public static final float LOG2_E = 1.4426950408889634f;

  /** ln 2 rounded to 12 bits, so that its product with an exponent is exact. */
  public static final float LN2_HIGH = 0.693359375f;

  /** ln 2 - LN2_HIGH. */
  public static final float LN2_LOW = -2.12194440054690583e-4f;

  /** Bits of the float next to sqrt(1/2), where the mantissa of {@code ln} starts. */
  public static final int SQRT_HALF_BITS = 0x3f3504f3;

  /** Euler's constant. */
  public static final float EULER = 0.57721566490153286f;

  // (e^r - 1 - r) / r^2 for |r| <= ln(2)/2; e^r to 3e-9.
  public static final float EXP_0 = 0.5f;
  public static final float EXP_1 = 0.1666652f;
  public static final float EXP_2 = 0.0416664f;
  public static final float EXP_3 = 0.008368826f;
  public static final float EXP_4 = 0.0013940865f;

  // (ln(1+f) - f + f^2/2) / f^3 for 1+f in [sqrt(1/2), sqrt(2)]; ln to 6e-9.
  public static final float LN_0 = 0.3333333f;
  public static final float LN_1 = -0.25000823f;
  public static final float LN_2 = 0.20001249f;
  public static final float LN_3 = -0.16623314f;
  public static final float LN_4 = 0.14201306f;
  public static final float LN_5 = -0.13160236f;
  public static final float LN_6 = 0.12764585f;
  public static final float LN_7 = -0.07637878f;

  // ln(1+t) / t for t in [0, 1]; 5e-9.
  public static final float LN1P_0 = 1.0f;
  public static final float LN1P_1 = -0.4999993f;
  public static final float LN1P_2 = 0.33330476f;
  public static final float LN1P_3 = -0.24958248f;
  public static final float LN1P_4 = 0.1969376f;
  public static final float LN1P_5 = -0.1535091f;
  public static final float LN1P_6 = 0.10673291f;
  public static final float LN1P_7 = -0.057595447f;
  public static final float LN1P_8 = 0.020169048f;
  public static final float LN1P_9 = -0.0033108105f;

  // -ln(1-q) / q for q in [0, 1/2]; 4e-9.
  public static final float LN1M_0 = 1.0f;
  public static final float LN1M_1 = 0.5000009f;
  public static final float LN1M_2 = 0.33326328f;
  public static final float LN1M_3 = 0.2518677f;
  public static final float LN1M_4 = 0.17588578f;
  public static final float LN1M_5 = 0.33999744f;
  public static final float LN1M_6 = -0.59201616f;
  public static final float LN1M_7 = 1.9704155f;
  public static final float LN1M_8 = -2.475888f;
  public static final float LN1M_9 = 1.7431875f;

  // (Gamma(1+u) - 1) / u for u in [0, 1]; Gamma to 1.5e-9.
  public static final float GAMMA_0 = -0.57721543f;
  public static final float GAMMA_1 = 0.989042f;
  public static final float GAMMA_2 = -0.9071817f;
  public static final float GAMMA_3 = 0.9785361f;
  public static final float GAMMA_4 = -0.96168435f;
  public static final float GAMMA_5 = 0.90936375f;
  public static final float GAMMA_6 = -0.7584185f;
  public static final float GAMMA_7 = 0.51323456f;
  public static final float GAMMA_8 = -0.2525617f;
  public static final float GAMMA_9 = 0.07807377f;
  public static final float GAMMA_10 = -0.011188536f;

  // (psi(1+u) + Euler) / u for u in [0, 1]; psi to 6e-9 absolute.
  public static final float PSI_0 = 1.6449331f;
  public static final float PSI_1 = -1.2020059f;
  public static final float PSI_2 = 1.0813835f;
  public static final float PSI_3 = -1.0282556f;
  public static final float PSI_4 = 0.97029364f;
  public static final float PSI_5 = -0.8441461f;
  public static final float PSI_6 = 0.6122733f;
  public static final float PSI_7 = -0.32802966f;
  public static final float PSI_8 = 0.11092102f;
  public static final float PSI_9 = -0.017367331f;

  // (psi(1+u) - ln z) / w with z = u + 1/2, w = 1/z^2, for u >= 1; psi to 8e-10 absolute.
  public static final float PSI_LARGE_0 = 0.041666545f;
  public static final float PSI_LARGE_1 = -0.0072856126f;
  public static final float PSI_LARGE_2 = 0.0037396671f;
  public static final float PSI_LARGE_3 = -0.0032258066f;
  public static final float PSI_LARGE_4 = 0.0027093922f;
  public static final float PSI_LARGE_5 = -0.0012371133f;

  // (Gamma(1+2w) - Gamma(1+w)^2) / w^2 for w in [0, 1/2]; 2e-8.
  public static final float SPREAD_0 = 1.644934f;
  public static final float SPREAD_1 = -4.303066f;
  public static final float SPREAD_2 = 11.717282f;
  public static final float SPREAD_3 = -26.495424f;
  public static final float SPREAD_4 = 57.047184f;
  public static final float SPREAD_5 = -114.076805f;
  public static final float SPREAD_6 = 203.37679f;
  public static final float SPREAD_7 = -296.34567f;
  public static final float SPREAD_8 = 315.78485f;
  public static final float SPREAD_9 = -211.42479f;
  public static final float SPREAD_10 = 65.44136f;

  // Derivative of Gamma(1+2w) - Gamma(1+w)^2, over w, for w in [0, 1/2]; 2e-8.
  public static final float SPREAD_SLOPE_0 = 3.289868f;
  public static final float SPREAD_SLOPE_1 = -12.909205f;
  public static final float SPREAD_SLOPE_2 = 46.870537f;
  public static final float SPREAD_SLOPE_3 = -132.54424f;
  public static final float SPREAD_SLOPE_4 = 343.7185f;
  public static final float SPREAD_SLOPE_5 = -815.2377f;
  public static final float SPREAD_SLOPE_6 = 1743.0758f;
  public static final float SPREAD_SLOPE_7 = -3170.4434f;
  public static final float SPREAD_SLOPE_8 = 4531.432f;
  public static final float SPREAD_SLOPE_9 = -4617.3804f;
  public static final float SPREAD_SLOPE_10 = 2920.0f;
  public static final float SPREAD_SLOPE_11 = -850.36615f;

  private Coefficients() {}
}
