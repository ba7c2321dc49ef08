package io.github.paenmf.core.fitted;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link BatchLoops} with the Vector API: a lane is an output, a register a row. */
final class VectorBatchLoops implements BatchLoops {

  /**
   * As long as everywhere else: vectors of two lengths in one JVM spoil each other's compiled code.
   */
  private static final VectorSpecies<Float> FLOATS =
      FloatVector.SPECIES_PREFERRED.length() > RowLoops.SUMS
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  private static final VectorSpecies<Long> LONGS =
      VectorSpecies.of(long.class, FLOATS.vectorShape());

  private static final VectorSpecies<Double> DOUBLES =
      VectorSpecies.of(double.class, FLOATS.vectorShape());

  private static final int LANES = FLOATS.length();

  /** Bits of a double's fraction that a float has no room for. */
  private static final int SPARE = 52 - 23;

  private static final long HALF = (1L << (SPARE - 1)) - 1;

  /** How much larger a double's exponent is than that of the same float. */
  private static final long BIAS = (1023L - 127) << 23;

  private static final long LEAST_BITS = Double.doubleToRawLongBits(Float.MIN_NORMAL);
  private static final long MOST_BITS = Double.doubleToRawLongBits(Float.MAX_VALUE);

  /** Called by reflection. */
  VectorBatchLoops() {}

  /**
   * {@inheritDoc}
   *
   * <p>By whole numbers, since a conversion of doubles to floats has vectors of two lengths.
   */
  @Override
  public boolean narrow(double[] from, int count, float[] into, int at) {
    LongVector outside = LongVector.zero(LONGS);
    int half = LONGS.length();
    for (int t = 0; t < count; t += RowLoops.SUMS) {
      for (int lane = 0; lane < RowLoops.SUMS / 2; lane += half) {
        LongVector low = bits(from, t + lane);
        LongVector high = bits(from, t + lane + RowLoops.SUMS / 2);
        outside = outside.or(outside(low)).or(outside(high));
        rounded(low)
            .or(rounded(high).lanewise(VectorOperators.LSHL, 32))
            .reinterpretAsFloats()
            .intoArray(into, at + t + 2 * lane);
      }
    }
    return outside.reduceLanes(VectorOperators.OR) >= 0;
  }

  private static LongVector bits(double[] from, int at) {
    return DoubleVector.fromArray(DOUBLES, from, at).reinterpretAsLongs();
  }

  /**
   * A sign is left of negative numbers, of those above the most, and of those between 0 and the
   * least.
   */
  private static LongVector outside(LongVector bits) {
    LongVector above = LongVector.broadcast(LONGS, MOST_BITS).sub(bits);
    LongVector below = bits.sub(LEAST_BITS).lanewise(VectorOperators.AND_NOT, bits.sub(1));
    return bits.or(above).or(below);
  }

  /** The bits of the nearest float, of two equally near ones the even one; 0 of 0. */
  private static LongVector rounded(LongVector bits) {
    LongVector odd = bits.lanewise(VectorOperators.LSHR, SPARE).and(1);
    LongVector narrow = bits.add(HALF).add(odd).lanewise(VectorOperators.LSHR, SPARE).sub(BIAS);
    LongVector zero = bits.sub(LEAST_BITS).lanewise(VectorOperators.ASHR, 63);
    return narrow.lanewise(VectorOperators.AND_NOT, zero);
  }

  @Override
  public void sums(
      float[] values, int at, int stride, int steps, float[] table, int tableAt, float[] sums) {
    int end = steps * RowLoops.SUMS;
    for (int lane = 0; lane < OUTPUTS; lane += 2 * LANES) {
      for (int p = 0; p < RowLoops.SUMS; p++) {
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        int weights = tableAt + p * steps * OUTPUTS + lane;
        int row = at + p;
        for (int t = 0; t < end; t += RowLoops.SUMS) {
          FloatVector left = FloatVector.fromArray(FLOATS, table, weights);
          FloatVector right = FloatVector.fromArray(FLOATS, table, weights + LANES);
          FloatVector v = FloatVector.broadcast(FLOATS, values[row + t]);
          a = left.fma(v, a);
          b = right.fma(v, b);
          v = FloatVector.broadcast(FLOATS, values[row + stride + t]);
          c = left.fma(v, c);
          d = right.fma(v, d);
          v = FloatVector.broadcast(FLOATS, values[row + 2 * stride + t]);
          e = left.fma(v, e);
          f = right.fma(v, f);
          v = FloatVector.broadcast(FLOATS, values[row + 3 * stride + t]);
          g = left.fma(v, g);
          h = right.fma(v, h);
          weights += OUTPUTS;
        }
        int to = p * ROWS * OUTPUTS + lane;
        a.intoArray(sums, to);
        b.intoArray(sums, to + LANES);
        c.intoArray(sums, to + OUTPUTS);
        d.intoArray(sums, to + OUTPUTS + LANES);
        e.intoArray(sums, to + 2 * OUTPUTS);
        f.intoArray(sums, to + 2 * OUTPUTS + LANES);
        g.intoArray(sums, to + 3 * OUTPUTS);
        h.intoArray(sums, to + 3 * OUTPUTS + LANES);
      }
    }
  }
}
