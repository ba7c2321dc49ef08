package io.github.paenmf.core.special;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * {@link Coefficients} in all lanes of a vector. As constants they cost the compiler far less than
 * a broadcast at each use, and it gives up on a loop with too many operations.
 */
final class VectorCoefficients {

  static final FloatVector ROUNDER = all(Coefficients.ROUNDER);
  static final FloatVector LOG2_E = all(Coefficients.LOG2_E);
  static final FloatVector LN2_HIGH = all(Coefficients.LN2_HIGH);
  static final FloatVector LN2_LOW = all(Coefficients.LN2_LOW);
  static final FloatVector EULER = all(Coefficients.EULER);
  static final FloatVector EXP_0 = all(Coefficients.EXP_0);
  static final FloatVector EXP_1 = all(Coefficients.EXP_1);
  static final FloatVector EXP_2 = all(Coefficients.EXP_2);
  static final FloatVector EXP_3 = all(Coefficients.EXP_3);
  static final FloatVector EXP_4 = all(Coefficients.EXP_4);
  static final FloatVector LN_0 = all(Coefficients.LN_0);
  static final FloatVector LN_1 = all(Coefficients.LN_1);
  static final FloatVector LN_2 = all(Coefficients.LN_2);
  static final FloatVector LN_3 = all(Coefficients.LN_3);
  static final FloatVector LN_4 = all(Coefficients.LN_4);
  static final FloatVector LN_5 = all(Coefficients.LN_5);
  static final FloatVector LN_6 = all(Coefficients.LN_6);
  static final FloatVector LN_7 = all(Coefficients.LN_7);
  static final FloatVector LN1P_0 = all(Coefficients.LN1P_0);
  static final FloatVector LN1P_1 = all(Coefficients.LN1P_1);
  static final FloatVector LN1P_2 = all(Coefficients.LN1P_2);
  static final FloatVector LN1P_3 = all(Coefficients.LN1P_3);
  static final FloatVector LN1P_4 = all(Coefficients.LN1P_4);
  static final FloatVector LN1P_5 = all(Coefficients.LN1P_5);
  static final FloatVector LN1P_6 = all(Coefficients.LN1P_6);
  static final FloatVector LN1P_7 = all(Coefficients.LN1P_7);
  static final FloatVector LN1P_8 = all(Coefficients.LN1P_8);
  static final FloatVector LN1P_9 = all(Coefficients.LN1P_9);
  static final FloatVector LN1M_0 = all(Coefficients.LN1M_0);
  static final FloatVector LN1M_1 = all(Coefficients.LN1M_1);
  static final FloatVector LN1M_2 = all(Coefficients.LN1M_2);
  static final FloatVector LN1M_3 = all(Coefficients.LN1M_3);
  static final FloatVector LN1M_4 = all(Coefficients.LN1M_4);
  static final FloatVector LN1M_5 = all(Coefficients.LN1M_5);
  static final FloatVector LN1M_6 = all(Coefficients.LN1M_6);
  static final FloatVector LN1M_7 = all(Coefficients.LN1M_7);
  static final FloatVector LN1M_8 = all(Coefficients.LN1M_8);
  static final FloatVector LN1M_9 = all(Coefficients.LN1M_9);
  static final FloatVector GAMMA_0 = all(Coefficients.GAMMA_0);
  static final FloatVector GAMMA_1 = all(Coefficients.GAMMA_1);
  static final FloatVector GAMMA_2 = all(Coefficients.GAMMA_2);
  static final FloatVector GAMMA_3 = all(Coefficients.GAMMA_3);
  static final FloatVector GAMMA_4 = all(Coefficients.GAMMA_4);
  static final FloatVector GAMMA_5 = all(Coefficients.GAMMA_5);
  static final FloatVector GAMMA_6 = all(Coefficients.GAMMA_6);
  static final FloatVector GAMMA_7 = all(Coefficients.GAMMA_7);
  static final FloatVector GAMMA_8 = all(Coefficients.GAMMA_8);
  static final FloatVector GAMMA_9 = all(Coefficients.GAMMA_9);
  static final FloatVector GAMMA_10 = all(Coefficients.GAMMA_10);
  static final FloatVector PSI_0 = all(Coefficients.PSI_0);
  static final FloatVector PSI_1 = all(Coefficients.PSI_1);
  static final FloatVector PSI_2 = all(Coefficients.PSI_2);
  static final FloatVector PSI_3 = all(Coefficients.PSI_3);
  static final FloatVector PSI_4 = all(Coefficients.PSI_4);
  static final FloatVector PSI_5 = all(Coefficients.PSI_5);
  static final FloatVector PSI_6 = all(Coefficients.PSI_6);
  static final FloatVector PSI_7 = all(Coefficients.PSI_7);
  static final FloatVector PSI_8 = all(Coefficients.PSI_8);
  static final FloatVector PSI_9 = all(Coefficients.PSI_9);
  static final FloatVector PSI_LARGE_0 = all(Coefficients.PSI_LARGE_0);
  static final FloatVector PSI_LARGE_1 = all(Coefficients.PSI_LARGE_1);
  static final FloatVector PSI_LARGE_2 = all(Coefficients.PSI_LARGE_2);
  static final FloatVector PSI_LARGE_3 = all(Coefficients.PSI_LARGE_3);
  static final FloatVector PSI_LARGE_4 = all(Coefficients.PSI_LARGE_4);
  static final FloatVector PSI_LARGE_5 = all(Coefficients.PSI_LARGE_5);
  static final FloatVector SPREAD_0 = all(Coefficients.SPREAD_0);
  static final FloatVector SPREAD_1 = all(Coefficients.SPREAD_1);
  static final FloatVector SPREAD_2 = all(Coefficients.SPREAD_2);
  static final FloatVector SPREAD_3 = all(Coefficients.SPREAD_3);
  static final FloatVector SPREAD_4 = all(Coefficients.SPREAD_4);
  static final FloatVector SPREAD_5 = all(Coefficients.SPREAD_5);
  static final FloatVector SPREAD_6 = all(Coefficients.SPREAD_6);
  static final FloatVector SPREAD_7 = all(Coefficients.SPREAD_7);
  static final FloatVector SPREAD_8 = all(Coefficients.SPREAD_8);
  static final FloatVector SPREAD_9 = all(Coefficients.SPREAD_9);
  static final FloatVector SPREAD_10 = all(Coefficients.SPREAD_10);
  static final FloatVector SPREAD_SLOPE_0 = all(Coefficients.SPREAD_SLOPE_0);
  static final FloatVector SPREAD_SLOPE_1 = all(Coefficients.SPREAD_SLOPE_1);
  static final FloatVector SPREAD_SLOPE_2 = all(Coefficients.SPREAD_SLOPE_2);
  static final FloatVector SPREAD_SLOPE_3 = all(Coefficients.SPREAD_SLOPE_3);
  static final FloatVector SPREAD_SLOPE_4 = all(Coefficients.SPREAD_SLOPE_4);
  static final FloatVector SPREAD_SLOPE_5 = all(Coefficients.SPREAD_SLOPE_5);
  static final FloatVector SPREAD_SLOPE_6 = all(Coefficients.SPREAD_SLOPE_6);
  static final FloatVector SPREAD_SLOPE_7 = all(Coefficients.SPREAD_SLOPE_7);
  static final FloatVector SPREAD_SLOPE_8 = all(Coefficients.SPREAD_SLOPE_8);
  static final FloatVector SPREAD_SLOPE_9 = all(Coefficients.SPREAD_SLOPE_9);
  static final FloatVector SPREAD_SLOPE_10 = all(Coefficients.SPREAD_SLOPE_10);
  static final FloatVector SPREAD_SLOPE_11 = all(Coefficients.SPREAD_SLOPE_11);
  static final FloatVector MINUS_LN2_HIGH = all(-Coefficients.LN2_HIGH);
  static final FloatVector MINUS_LN2_LOW = all(-Coefficients.LN2_LOW);
  static final FloatVector MINUS_EULER = all(-Coefficients.EULER);

  static final FloatVector ZERO = all(0f);
  static final FloatVector HALF = all(0.5f);
  static final FloatVector MINUS_HALF = all(-0.5f);
  static final FloatVector ONE = all(1f);

  static final IntVector GAMMA_MAX_BITS = all(Float.floatToIntBits(Float32.GAMMA_MAX));
  static final IntVector MAGNITUDE = all(0x7fffffff);
  static final IntVector SIGN = all(0x80000000);
  static final IntVector ROUNDER_BITS = all(Float.floatToIntBits(Coefficients.ROUNDER));
  static final IntVector SQRT_HALF_BITS = all(Coefficients.SQRT_HALF_BITS);
  static final IntVector MANTISSA_BITS = all(0x007fffff);
  static final IntVector EXPONENT_BIAS = all(127);

  private VectorCoefficients() {}

  private static IntVector all(int x) {
    return IntVector.broadcast(IntVector.SPECIES_PREFERRED, x);
  }

  private static FloatVector all(float x) {
    return FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, x);
  }
}
