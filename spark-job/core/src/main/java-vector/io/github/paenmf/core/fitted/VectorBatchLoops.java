package io.github.paenmf.core.fitted;

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

  private static final int LANES = FLOATS.length();

  /** Called by reflection. */
  VectorBatchLoops() {}

  @Override
  public boolean inRange(long[] bits) {
    LongVector outside = LongVector.zero(LONGS);
    for (int t = 0; t < bits.length; t += LONGS.length()) {
      LongVector b = LongVector.fromArray(LONGS, bits, t);
      LongVector above = LongVector.broadcast(LONGS, MOST).sub(b).or(b);
      LongVector below = b.sub(LEAST).lanewise(VectorOperators.AND_NOT, b.sub(1));
      outside = outside.or(above).or(below);
    }
    return outside.reduceLanes(VectorOperators.OR) >= 0;
  }

  @Override
  public void round(long[] bits) {
    for (int t = 0; t < bits.length; t += LONGS.length()) {
      LongVector b = LongVector.fromArray(LONGS, bits, t);
      LongVector odd = b.lanewise(VectorOperators.LSHR, SPARE).and(1);
      LongVector rounded = b.add(BELOW_HALF).add(odd).lanewise(VectorOperators.LSHR, SPARE);
      LongVector zero = b.sub(LEAST).lanewise(VectorOperators.ASHR, 63);
      rounded.sub(BIAS).lanewise(VectorOperators.AND_NOT, zero).intoArray(bits, t);
    }
  }

  @Override
  public void pack(long[] bits, int count, float[] into, int at) {
    int half = LONGS.length();
    for (int t = 0; t < count; t += RowLoops.SUMS) {
      for (int lane = 0; lane < RowLoops.SUMS / 2; lane += half) {
        LongVector low = LongVector.fromArray(LONGS, bits, t + lane);
        LongVector high = LongVector.fromArray(LONGS, bits, t + lane + RowLoops.SUMS / 2);
        low.or(high.lanewise(VectorOperators.LSHL, 32))
            .reinterpretAsFloats()
            .intoArray(into, at + t + 2 * lane);
      }
    }
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
