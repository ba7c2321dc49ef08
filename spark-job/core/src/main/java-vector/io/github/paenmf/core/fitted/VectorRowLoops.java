package io.github.paenmf.core.fitted;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link RowLoops} with the Vector API: four vectors of outputs stay in registers while the row is
 * read.
 */
final class VectorRowLoops implements RowLoops {

  /** No wider than the stride that outputs are padded to. */
  private static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > STRIDE
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  private static final int LANES = SPECIES.length();

  /** Called by reflection. */
  VectorRowLoops() {}

  @Override
  public void product(
      int[] indices, float[] values, int from, int to, float[] table, int width, float[] out) {
    int j = 0;
    for (; j + 4 * LANES <= width; j += 4 * LANES) {
      if (indices == null) {
        dense(values, from, to, table, width, j, out);
      } else {
        sparse(indices, values, from, to, table, width, j, out);
      }
    }
    for (; j < width; j += LANES) {
      one(indices, values, from, to, table, width, j, out);
    }
  }

  private static void dense(
      float[] values, int from, int to, float[] table, int width, int j, float[] out) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    for (int p = from; p < to; p++) {
      FloatVector v = FloatVector.broadcast(SPECIES, values[p]);
      int at = p * width + j;
      a = FloatVector.fromArray(SPECIES, table, at).fma(v, a);
      b = FloatVector.fromArray(SPECIES, table, at + LANES).fma(v, b);
      c = FloatVector.fromArray(SPECIES, table, at + 2 * LANES).fma(v, c);
      d = FloatVector.fromArray(SPECIES, table, at + 3 * LANES).fma(v, d);
    }
    a.intoArray(out, j);
    b.intoArray(out, j + LANES);
    c.intoArray(out, j + 2 * LANES);
    d.intoArray(out, j + 3 * LANES);
  }

  private static void sparse(
      int[] indices,
      float[] values,
      int from,
      int to,
      float[] table,
      int width,
      int j,
      float[] out) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    for (int p = from; p < to; p++) {
      FloatVector v = FloatVector.broadcast(SPECIES, values[p]);
      int at = indices[p] * width + j;
      a = FloatVector.fromArray(SPECIES, table, at).fma(v, a);
      b = FloatVector.fromArray(SPECIES, table, at + LANES).fma(v, b);
      c = FloatVector.fromArray(SPECIES, table, at + 2 * LANES).fma(v, c);
      d = FloatVector.fromArray(SPECIES, table, at + 3 * LANES).fma(v, d);
    }
    a.intoArray(out, j);
    b.intoArray(out, j + LANES);
    c.intoArray(out, j + 2 * LANES);
    d.intoArray(out, j + 3 * LANES);
  }

  private static void one(
      int[] indices,
      float[] values,
      int from,
      int to,
      float[] table,
      int width,
      int j,
      float[] out) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int p = from; p < to; p++) {
      int feature = indices == null ? p : indices[p];
      sum =
          FloatVector.fromArray(SPECIES, table, feature * width + j)
              .fma(FloatVector.broadcast(SPECIES, values[p]), sum);
    }
    sum.intoArray(out, j);
  }
}
