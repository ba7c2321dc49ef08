package io.github.paenmf.core.fitted;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link RowLoops} with the Vector API: the sums of a panel stay in registers. */
final class VectorRowLoops implements RowLoops {

  /**
   * As long as everywhere else: vectors of two lengths in one JVM spoil each other's compiled code.
   */
  private static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > SUMS
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  private static final int LANES = SPECIES.length();

  /** Called by reflection. */
  VectorRowLoops() {}

  /**
   * {@inheritDoc}
   *
   * <p>One long method, so that it is compiled by itself: inlined into a caller that was compiled
   * again, the same loop was seen to run at half the speed.
   */
  @Override
  public void dense(
      float[] values, int from, int to, float[] table, int length, int outputs, float[] sums) {
    for (int lane = 0; lane < SUMS; lane += LANES) {
      int j = 0;
      for (; j + PANEL <= outputs; j += PANEL) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        int block = j * length + from * PANEL + lane;
        for (int t = from; t < to; t += SUMS) {
          FloatVector v = FloatVector.fromArray(SPECIES, values, t + lane);
          a = FloatVector.fromArray(SPECIES, table, block).fma(v, a);
          b = FloatVector.fromArray(SPECIES, table, block + SUMS).fma(v, b);
          c = FloatVector.fromArray(SPECIES, table, block + 2 * SUMS).fma(v, c);
          d = FloatVector.fromArray(SPECIES, table, block + 3 * SUMS).fma(v, d);
          e = FloatVector.fromArray(SPECIES, table, block + 4 * SUMS).fma(v, e);
          f = FloatVector.fromArray(SPECIES, table, block + 5 * SUMS).fma(v, f);
          block += PANEL * SUMS;
        }
        int at = j * SUMS + lane;
        a.intoArray(sums, at);
        b.intoArray(sums, at + SUMS);
        c.intoArray(sums, at + 2 * SUMS);
        d.intoArray(sums, at + 3 * SUMS);
        e.intoArray(sums, at + 4 * SUMS);
        f.intoArray(sums, at + 5 * SUMS);
      }
      for (; j < outputs; j += NARROW) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        int block = j * length + from * NARROW + lane;
        for (int t = from; t < to; t += SUMS) {
          FloatVector v = FloatVector.fromArray(SPECIES, values, t + lane);
          a = FloatVector.fromArray(SPECIES, table, block).fma(v, a);
          b = FloatVector.fromArray(SPECIES, table, block + SUMS).fma(v, b);
          block += NARROW * SUMS;
        }
        int at = j * SUMS + lane;
        a.intoArray(sums, at);
        b.intoArray(sums, at + SUMS);
      }
    }
  }

  @Override
  public void sparse(
      int[] indices, float[] values, int from, int to, float[] table, int width, float[] sums) {
    for (int p = from; p < to; p++) {
      int t = indices[p];
      FloatVector v = FloatVector.broadcast(SPECIES, values[p]);
      int row = t * width;
      int sum = t % SUMS * width;
      for (int j = 0; j < width; j += LANES) {
        FloatVector.fromArray(SPECIES, table, row + j)
            .fma(v, FloatVector.fromArray(SPECIES, sums, sum + j))
            .intoArray(sums, sum + j);
      }
    }
  }
}
