package io.github.paenmf.core.special;

import static io.github.paenmf.core.special.Coefficients.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Float32} lane by lane: the same operations in the same order, hence the same bits. A
 * branch of the scalar code becomes a choice of both sides.
 *
 * <p>A constant of floats is broadcast where it is used, which the compiler moves out of the loop.
 * One kept in a static vector would be read from memory in each turn of a loop that stores floats,
 * since the compiler can't tell that the store leaves the constant alone; and such reads, of whole
 * vectors across cache lines, cost more than the arithmetic. Ints have no such trouble here.
 */
public final class VectorFloat32 {

  /** The widest vectors that this processor has. */
  public static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  /** As many ints as {@link #FLOATS} has floats. */
  public static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, FLOATS.vectorShape());

  private static final IntVector MAGNITUDE = IntVector.broadcast(INTS, 0x7fffffff);
  private static final IntVector SIGN = IntVector.broadcast(INTS, 0x80000000);
  private static final IntVector ROUNDER_BITS = bits(ROUNDER);
  private static final IntVector SQRT_HALF = IntVector.broadcast(INTS, SQRT_HALF_BITS);
  private static final IntVector MANTISSA_BITS = IntVector.broadcast(INTS, 0x007fffff);
  private static final IntVector EXPONENT_BIAS = IntVector.broadcast(INTS, 127);

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
    return x.add(ROUNDER_BITS).reinterpretAsFloats().sub(all(ROUNDER));
  }

  /** -x by its sign bit, so that 0 becomes -0 as in scalar code. */
  public static FloatVector negate(FloatVector x) {
    return x.reinterpretAsInts().lanewise(VectorOperators.XOR, SIGN).reinterpretAsFloats();
  }

  /**
   * x clamped to [-limit, max] by comparing bits as signed integers; both bounds are at least 0 and
   * given by their bits. Comparing floats is slower: JDK 17 turns every comparison into a vector of
   * lanes and back.
   */
  public static FloatVector within(FloatVector x, IntVector limit, IntVector max) {
    return x.reinterpretAsInts()
        .min(max)
        .lanewise(VectorOperators.XOR, SIGN)
        .min(limit)
        .lanewise(VectorOperators.XOR, SIGN)
        .reinterpretAsFloats();
  }

  /** All bits set in the lanes where x has its sign bit set, else none. */
  public static IntVector negative(IntVector x) {
    return x.lanewise(VectorOperators.ASHR, 31);
  }

  /** All bits set in the lanes of x &gt; bound, both at least 0, else none. */
  public static IntVector above(FloatVector x, float bound) {
    return negative(bits(bound).sub(x.reinterpretAsInts()));
  }

  /** a where the mask's bits are set, else b. */
  public static FloatVector select(IntVector mask, FloatVector a, FloatVector b) {
    IntVector other = b.reinterpretAsInts();
    return a.reinterpretAsInts()
        .lanewise(VectorOperators.XOR, other)
        .lanewise(VectorOperators.AND, mask)
        .lanewise(VectorOperators.XOR, other)
        .reinterpretAsFloats();
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
    FloatVector shifted = x.fma(all(LOG2_E), all(ROUNDER));
    FloatVector n = shifted.sub(all(ROUNDER));
    FloatVector r = n.fma(all(-LN2_LOW), n.fma(all(-LN2_HIGH), x));
    FloatVector p = all(EXP_4).fma(r, all(EXP_3));
    p = p.fma(r, all(EXP_2));
    p = p.fma(r, all(EXP_1));
    p = p.fma(r, all(EXP_0));
    FloatVector e = r.mul(r).fma(p, r).add(all(1f));
    IntVector power =
        shifted.reinterpretAsInts().add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, 23);
    return e.mul(power.reinterpretAsFloats());
  }

  /** {@link Float32#ln}. */
  public static FloatVector ln(FloatVector x) {
    IntVector bits = x.reinterpretAsInts().sub(SQRT_HALF);
    FloatVector e = toFloat(bits.lanewise(VectorOperators.ASHR, 23));
    IntVector mantissa = bits.lanewise(VectorOperators.AND, MANTISSA_BITS).add(SQRT_HALF);
    FloatVector f = mantissa.reinterpretAsFloats().sub(all(1f));
    FloatVector p = all(LN_7).fma(f, all(LN_6));
    p = p.fma(f, all(LN_5));
    p = p.fma(f, all(LN_4));
    p = p.fma(f, all(LN_3));
    p = p.fma(f, all(LN_2));
    p = p.fma(f, all(LN_1));
    p = p.fma(f, all(LN_0));
    FloatVector tail = f.mul(f).fma(f.fma(p, all(-0.5f)), e.mul(all(LN2_LOW)));
    return e.fma(all(LN2_HIGH), f.add(tail));
  }

  /** {@link Float32#ln1p}. */
  public static FloatVector ln1p(FloatVector t) {
    FloatVector p = all(LN1P_9).fma(t, all(LN1P_8));
    p = p.fma(t, all(LN1P_7));
    p = p.fma(t, all(LN1P_6));
    p = p.fma(t, all(LN1P_5));
    p = p.fma(t, all(LN1P_4));
    p = p.fma(t, all(LN1P_3));
    p = p.fma(t, all(LN1P_2));
    p = p.fma(t, all(LN1P_1));
    p = p.fma(t, all(LN1P_0));
    return t.mul(p);
  }

  /** {@link Float32#minusLn1m}. */
  public static FloatVector minusLn1m(FloatVector q) {
    FloatVector p = all(LN1M_9).fma(q, all(LN1M_8));
    p = p.fma(q, all(LN1M_7));
    p = p.fma(q, all(LN1M_6));
    p = p.fma(q, all(LN1M_5));
    p = p.fma(q, all(LN1M_4));
    p = p.fma(q, all(LN1M_3));
    p = p.fma(q, all(LN1M_2));
    p = p.fma(q, all(LN1M_1));
    p = p.fma(q, all(LN1M_0));
    return q.mul(p);
  }

  /** {@link Float32#gamma1p} where no u is above 1. */
  public static FloatVector narrowGamma1p(FloatVector u) {
    FloatVector p = all(GAMMA_10).fma(u, all(GAMMA_9));
    p = p.fma(u, all(GAMMA_8));
    p = p.fma(u, all(GAMMA_7));
    p = p.fma(u, all(GAMMA_6));
    p = p.fma(u, all(GAMMA_5));
    p = p.fma(u, all(GAMMA_4));
    p = p.fma(u, all(GAMMA_3));
    p = p.fma(u, all(GAMMA_2));
    p = p.fma(u, all(GAMMA_1));
    p = p.fma(u, all(GAMMA_0));
    return p.fma(u, all(1f));
  }

  /** {@link Float32#digamma1p} where no u is above 1. */
  public static FloatVector narrowDigamma1p(FloatVector u) {
    FloatVector p = all(PSI_9).fma(u, all(PSI_8));
    p = p.fma(u, all(PSI_7));
    p = p.fma(u, all(PSI_6));
    p = p.fma(u, all(PSI_5));
    p = p.fma(u, all(PSI_4));
    p = p.fma(u, all(PSI_3));
    p = p.fma(u, all(PSI_2));
    p = p.fma(u, all(PSI_1));
    p = p.fma(u, all(PSI_0));
    return p.fma(u, all(-EULER));
  }

  /**
   * {@link Float32#digamma1p} where every u is above 1.
   *
   * @param z u + 1/2
   * @param lnZ its logarithm
   */
  public static FloatVector largeDigamma1p(FloatVector z, FloatVector lnZ) {
    FloatVector w = all(1f).div(z.mul(z));
    FloatVector p = all(PSI_LARGE_5).fma(w, all(PSI_LARGE_4));
    p = p.fma(w, all(PSI_LARGE_3));
    p = p.fma(w, all(PSI_LARGE_2));
    p = p.fma(w, all(PSI_LARGE_1));
    p = p.fma(w, all(PSI_LARGE_0));
    return p.fma(w, lnZ);
  }

  /** {@link Float32#spread}. */
  public static FloatVector spread(FloatVector w) {
    FloatVector p = all(SPREAD_10).fma(w, all(SPREAD_9));
    p = p.fma(w, all(SPREAD_8));
    p = p.fma(w, all(SPREAD_7));
    p = p.fma(w, all(SPREAD_6));
    p = p.fma(w, all(SPREAD_5));
    p = p.fma(w, all(SPREAD_4));
    p = p.fma(w, all(SPREAD_3));
    p = p.fma(w, all(SPREAD_2));
    p = p.fma(w, all(SPREAD_1));
    p = p.fma(w, all(SPREAD_0));
    return w.mul(w).mul(p);
  }

  /** {@link Float32#spreadSlope}. */
  public static FloatVector spreadSlope(FloatVector w) {
    FloatVector p = all(SPREAD_SLOPE_11).fma(w, all(SPREAD_SLOPE_10));
    p = p.fma(w, all(SPREAD_SLOPE_9));
    p = p.fma(w, all(SPREAD_SLOPE_8));
    p = p.fma(w, all(SPREAD_SLOPE_7));
    p = p.fma(w, all(SPREAD_SLOPE_6));
    p = p.fma(w, all(SPREAD_SLOPE_5));
    p = p.fma(w, all(SPREAD_SLOPE_4));
    p = p.fma(w, all(SPREAD_SLOPE_3));
    p = p.fma(w, all(SPREAD_SLOPE_2));
    p = p.fma(w, all(SPREAD_SLOPE_1));
    p = p.fma(w, all(SPREAD_SLOPE_0));
    return w.mul(p);
  }
}
