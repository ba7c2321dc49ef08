package io.github.paenmf.core.special;

import static io.github.paenmf.core.special.VectorCoefficients.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Float32} lane by lane: the same operations in the same order, hence the same bits. A
 * branch of the scalar code becomes a blend of both sides, skipped where no lane needs it.
 */
public final class VectorFloat32 {

  /** The widest vectors that this processor has. */
  public static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  /** As many ints as {@link #FLOATS} has floats. */
  public static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, FLOATS.vectorShape());

  private VectorFloat32() {}

  /** All lanes x. */
  public static FloatVector all(float x) {
    return FloatVector.broadcast(FLOATS, x);
  }

  /** The bits of x in all lanes. */
  public static IntVector bits(float x) {
    return IntVector.broadcast(INTS, Float.floatToRawIntBits(x));
  }

  /** The int lanes as floats, for magnitudes below 2^22, where adding 1.5 2^23 is exact. */
  public static FloatVector toFloat(IntVector x) {
    return x.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER);
  }

  /** -x by its sign bit, so that 0 becomes -0 as in scalar code. */
  public static FloatVector negate(FloatVector x) {
    return x.reinterpretAsInts().lanewise(VectorOperators.XOR, SIGN).reinterpretAsFloats();
  }

  /** min where x is smaller, max where x is larger, else x. */
  public static FloatVector within(FloatVector x, FloatVector min, FloatVector max) {
    FloatVector t = x.blend(min, x.compare(VectorOperators.LT, min));
    return t.blend(max, t.compare(VectorOperators.GT, max));
  }

  /** {@link Float32#atMost}, with the maximum's bits. */
  public static FloatVector atMost(FloatVector x, IntVector max) {
    return x.reinterpretAsInts().min(max).reinterpretAsFloats();
  }

  /** {@link Float32#positiveWithin}, with the bounds' bits. */
  public static FloatVector positiveWithin(FloatVector x, IntVector min, IntVector max) {
    return x.reinterpretAsInts().max(min).min(max).reinterpretAsFloats();
  }

  /** {@link Float32#magnitudeAtMost}, with the maximum's bits. */
  public static FloatVector magnitudeAtMost(FloatVector x, IntVector max) {
    IntVector bits = x.reinterpretAsInts();
    IntVector magnitude = bits.lanewise(VectorOperators.AND, MAGNITUDE).min(max);
    return magnitude
        .lanewise(VectorOperators.OR, bits.lanewise(VectorOperators.AND, SIGN))
        .reinterpretAsFloats();
  }

  /** {@link Float32#exp}. */
  public static FloatVector exp(FloatVector x) {
    FloatVector shifted = x.fma(LOG2_E, ROUNDER);
    FloatVector n = shifted.sub(ROUNDER);
    FloatVector r = n.fma(MINUS_LN2_LOW, n.fma(MINUS_LN2_HIGH, x));
    FloatVector p = EXP_4.fma(r, EXP_3);
    p = p.fma(r, EXP_2);
    p = p.fma(r, EXP_1);
    p = p.fma(r, EXP_0);
    FloatVector e = r.mul(r).fma(p, r).add(ONE);
    IntVector power =
        shifted.reinterpretAsInts().add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, 23);
    return e.mul(power.reinterpretAsFloats());
  }

  /** {@link Float32#ln}. */
  public static FloatVector ln(FloatVector x) {
    IntVector bits = x.reinterpretAsInts().sub(SQRT_HALF_BITS);
    FloatVector e = toFloat(bits.lanewise(VectorOperators.ASHR, 23));
    IntVector mantissa = bits.lanewise(VectorOperators.AND, MANTISSA_BITS).add(SQRT_HALF_BITS);
    FloatVector f = mantissa.reinterpretAsFloats().sub(ONE);
    FloatVector p = LN_7.fma(f, LN_6);
    p = p.fma(f, LN_5);
    p = p.fma(f, LN_4);
    p = p.fma(f, LN_3);
    p = p.fma(f, LN_2);
    p = p.fma(f, LN_1);
    p = p.fma(f, LN_0);
    FloatVector tail = f.mul(f).fma(f.fma(p, MINUS_HALF), e.mul(LN2_LOW));
    return e.fma(LN2_HIGH, f.add(tail));
  }

  /** {@link Float32#ln1p}. */
  public static FloatVector ln1p(FloatVector t) {
    FloatVector p = LN1P_9.fma(t, LN1P_8);
    p = p.fma(t, LN1P_7);
    p = p.fma(t, LN1P_6);
    p = p.fma(t, LN1P_5);
    p = p.fma(t, LN1P_4);
    p = p.fma(t, LN1P_3);
    p = p.fma(t, LN1P_2);
    p = p.fma(t, LN1P_1);
    p = p.fma(t, LN1P_0);
    return t.mul(p);
  }

  /** {@link Float32#minusLn1m}. */
  public static FloatVector minusLn1m(FloatVector q) {
    FloatVector p = LN1M_9.fma(q, LN1M_8);
    p = p.fma(q, LN1M_7);
    p = p.fma(q, LN1M_6);
    p = p.fma(q, LN1M_5);
    p = p.fma(q, LN1M_4);
    p = p.fma(q, LN1M_3);
    p = p.fma(q, LN1M_2);
    p = p.fma(q, LN1M_1);
    p = p.fma(q, LN1M_0);
    return q.mul(p);
  }

  /** {@link Float32#gamma1p}. */
  public static FloatVector gamma1p(FloatVector u) {
    FloatVector f = atMost(u, GAMMA_MAX_BITS);
    FloatVector product = ONE;
    FloatVector error = ZERO;
    VectorMask<Float> above = f.compare(VectorOperators.GT, ONE);
    while (above.anyTrue()) {
      FloatVector next = product.mul(f);
      FloatVector rounding = product.fma(f, negate(next));
      error = error.blend(error.fma(f, rounding), above);
      product = product.blend(next, above);
      f = f.blend(f.sub(ONE), above);
      above = f.compare(VectorOperators.GT, ONE);
    }
    FloatVector p = GAMMA_10.fma(f, GAMMA_9);
    p = p.fma(f, GAMMA_8);
    p = p.fma(f, GAMMA_7);
    p = p.fma(f, GAMMA_6);
    p = p.fma(f, GAMMA_5);
    p = p.fma(f, GAMMA_4);
    p = p.fma(f, GAMMA_3);
    p = p.fma(f, GAMMA_2);
    p = p.fma(f, GAMMA_1);
    p = p.fma(f, GAMMA_0);
    FloatVector g = p.fma(f, ONE);
    return product.fma(g, error.mul(g));
  }

  /** {@link Float32#digamma1p}. */
  public static FloatVector digamma1p(FloatVector u) {
    FloatVector p = PSI_9.fma(u, PSI_8);
    p = p.fma(u, PSI_7);
    p = p.fma(u, PSI_6);
    p = p.fma(u, PSI_5);
    p = p.fma(u, PSI_4);
    p = p.fma(u, PSI_3);
    p = p.fma(u, PSI_2);
    p = p.fma(u, PSI_1);
    p = p.fma(u, PSI_0);
    FloatVector small = p.fma(u, MINUS_EULER);
    VectorMask<Float> above = u.compare(VectorOperators.GT, ONE);
    return above.anyTrue() ? small.blend(largeDigamma1p(u), above) : small;
  }

  private static FloatVector largeDigamma1p(FloatVector u) {
    FloatVector z = u.add(HALF);
    FloatVector w = ONE.div(z.mul(z));
    FloatVector p = PSI_LARGE_5.fma(w, PSI_LARGE_4);
    p = p.fma(w, PSI_LARGE_3);
    p = p.fma(w, PSI_LARGE_2);
    p = p.fma(w, PSI_LARGE_1);
    p = p.fma(w, PSI_LARGE_0);
    return p.fma(w, ln(z));
  }

  /** {@link Float32#spread}. */
  public static FloatVector spread(FloatVector w) {
    FloatVector p = SPREAD_10.fma(w, SPREAD_9);
    p = p.fma(w, SPREAD_8);
    p = p.fma(w, SPREAD_7);
    p = p.fma(w, SPREAD_6);
    p = p.fma(w, SPREAD_5);
    p = p.fma(w, SPREAD_4);
    p = p.fma(w, SPREAD_3);
    p = p.fma(w, SPREAD_2);
    p = p.fma(w, SPREAD_1);
    p = p.fma(w, SPREAD_0);
    return w.mul(w).mul(p);
  }

  /** {@link Float32#spreadSlope}. */
  public static FloatVector spreadSlope(FloatVector w) {
    FloatVector p = SPREAD_SLOPE_11.fma(w, SPREAD_SLOPE_10);
    p = p.fma(w, SPREAD_SLOPE_9);
    p = p.fma(w, SPREAD_SLOPE_8);
    p = p.fma(w, SPREAD_SLOPE_7);
    p = p.fma(w, SPREAD_SLOPE_6);
    p = p.fma(w, SPREAD_SLOPE_5);
    p = p.fma(w, SPREAD_SLOPE_4);
    p = p.fma(w, SPREAD_SLOPE_3);
    p = p.fma(w, SPREAD_SLOPE_2);
    p = p.fma(w, SPREAD_SLOPE_1);
    p = p.fma(w, SPREAD_SLOPE_0);
    return w.mul(p);
  }
}
