package io.github.paenmf.core.tile;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of outer products of rows: {@code c[l] += sum_k a[row_k + l] * b[k]}, a vector or a few for
 * each l. The rows of B stay in registers, and A and C are read in order, which the processor does
 * ahead: going down columns of A it would wait for every line that is not in the near caches.
 *
 * <p>They are written as {@link RowTiles} are, for the same reasons. The two columns that are done
 * at a time take turns, since a sum would wait for itself.
 */
final class OuterProducts {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private OuterProducts() {}

  static void one(
      float[] a,
      int aAt,
      int aStep,
      int last,
      float[] b,
      int bAt,
      int columns,
      float[] c,
      int cAt) {
    FloatVector b0x = load(b, bAt);
    FloatVector b1x = load(b, bAt + LANES);
    FloatVector b2x = load(b, bAt + 2 * LANES);
    FloatVector b3x = load(b, bAt + 3 * LANES);
    FloatVector b4x = load(b, bAt + 4 * LANES);
    FloatVector b5x = load(b, bAt + 5 * LANES);
    int row1 = aAt + Math.min(1, last) * aStep;
    int row2 = aAt + Math.min(2, last) * aStep;
    int row3 = aAt + Math.min(3, last) * aStep;
    int row4 = aAt + Math.min(4, last) * aStep;
    int row5 = aAt + Math.min(5, last) * aStep;
    for (int l = 0; l < columns; l += 2) {
      int at = cAt + l * LANES;
      FloatVector x0 = load(c, at);
      FloatVector x1 = load(c, at + LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, a[aAt + l]);
      x0 = b0x.fma(factor, x0);
      factor = FloatVector.broadcast(SPECIES, a[aAt + l + 1]);
      x1 = b0x.fma(factor, x1);
      factor = FloatVector.broadcast(SPECIES, a[row1 + l]);
      x0 = b1x.fma(factor, x0);
      factor = FloatVector.broadcast(SPECIES, a[row1 + l + 1]);
      x1 = b1x.fma(factor, x1);
      factor = FloatVector.broadcast(SPECIES, a[row2 + l]);
      x0 = b2x.fma(factor, x0);
      factor = FloatVector.broadcast(SPECIES, a[row2 + l + 1]);
      x1 = b2x.fma(factor, x1);
      factor = FloatVector.broadcast(SPECIES, a[row3 + l]);
      x0 = b3x.fma(factor, x0);
      factor = FloatVector.broadcast(SPECIES, a[row3 + l + 1]);
      x1 = b3x.fma(factor, x1);
      factor = FloatVector.broadcast(SPECIES, a[row4 + l]);
      x0 = b4x.fma(factor, x0);
      factor = FloatVector.broadcast(SPECIES, a[row4 + l + 1]);
      x1 = b4x.fma(factor, x1);
      factor = FloatVector.broadcast(SPECIES, a[row5 + l]);
      x0 = b5x.fma(factor, x0);
      factor = FloatVector.broadcast(SPECIES, a[row5 + l + 1]);
      x1 = b5x.fma(factor, x1);
      x0.intoArray(c, at);
      x1.intoArray(c, at + LANES);
    }
  }

  static void two(
      float[] a,
      int aAt,
      int aStep,
      int last,
      float[] b,
      int bAt,
      int columns,
      float[] c,
      int cAt) {
    FloatVector b0x = load(b, bAt);
    FloatVector b0y = load(b, bAt + LANES);
    FloatVector b1x = load(b, bAt + 2 * LANES);
    FloatVector b1y = load(b, bAt + 3 * LANES);
    FloatVector b2x = load(b, bAt + 4 * LANES);
    FloatVector b2y = load(b, bAt + 5 * LANES);
    FloatVector b3x = load(b, bAt + 6 * LANES);
    FloatVector b3y = load(b, bAt + 7 * LANES);
    FloatVector b4x = load(b, bAt + 8 * LANES);
    FloatVector b4y = load(b, bAt + 9 * LANES);
    FloatVector b5x = load(b, bAt + 10 * LANES);
    FloatVector b5y = load(b, bAt + 11 * LANES);
    int row1 = aAt + Math.min(1, last) * aStep;
    int row2 = aAt + Math.min(2, last) * aStep;
    int row3 = aAt + Math.min(3, last) * aStep;
    int row4 = aAt + Math.min(4, last) * aStep;
    int row5 = aAt + Math.min(5, last) * aStep;
    for (int l = 0; l < columns; l += 2) {
      int at = cAt + l * (2 * LANES);
      FloatVector x0 = load(c, at);
      FloatVector y0 = load(c, at + LANES);
      FloatVector x1 = load(c, at + 2 * LANES);
      FloatVector y1 = load(c, at + 3 * LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, a[aAt + l]);
      x0 = b0x.fma(factor, x0);
      y0 = b0y.fma(factor, y0);
      factor = FloatVector.broadcast(SPECIES, a[aAt + l + 1]);
      x1 = b0x.fma(factor, x1);
      y1 = b0y.fma(factor, y1);
      factor = FloatVector.broadcast(SPECIES, a[row1 + l]);
      x0 = b1x.fma(factor, x0);
      y0 = b1y.fma(factor, y0);
      factor = FloatVector.broadcast(SPECIES, a[row1 + l + 1]);
      x1 = b1x.fma(factor, x1);
      y1 = b1y.fma(factor, y1);
      factor = FloatVector.broadcast(SPECIES, a[row2 + l]);
      x0 = b2x.fma(factor, x0);
      y0 = b2y.fma(factor, y0);
      factor = FloatVector.broadcast(SPECIES, a[row2 + l + 1]);
      x1 = b2x.fma(factor, x1);
      y1 = b2y.fma(factor, y1);
      factor = FloatVector.broadcast(SPECIES, a[row3 + l]);
      x0 = b3x.fma(factor, x0);
      y0 = b3y.fma(factor, y0);
      factor = FloatVector.broadcast(SPECIES, a[row3 + l + 1]);
      x1 = b3x.fma(factor, x1);
      y1 = b3y.fma(factor, y1);
      factor = FloatVector.broadcast(SPECIES, a[row4 + l]);
      x0 = b4x.fma(factor, x0);
      y0 = b4y.fma(factor, y0);
      factor = FloatVector.broadcast(SPECIES, a[row4 + l + 1]);
      x1 = b4x.fma(factor, x1);
      y1 = b4y.fma(factor, y1);
      factor = FloatVector.broadcast(SPECIES, a[row5 + l]);
      x0 = b5x.fma(factor, x0);
      y0 = b5y.fma(factor, y0);
      factor = FloatVector.broadcast(SPECIES, a[row5 + l + 1]);
      x1 = b5x.fma(factor, x1);
      y1 = b5y.fma(factor, y1);
      x0.intoArray(c, at);
      y0.intoArray(c, at + LANES);
      x1.intoArray(c, at + 2 * LANES);
      y1.intoArray(c, at + 3 * LANES);
    }
  }

  static void three(
      float[] a,
      int aAt,
      int aStep,
      int last,
      float[] b,
      int bAt,
      int columns,
      float[] c,
      int cAt) {
    FloatVector b0x = load(b, bAt);
    FloatVector b0y = load(b, bAt + LANES);
    FloatVector b0z = load(b, bAt + 2 * LANES);
    FloatVector b1x = load(b, bAt + 3 * LANES);
    FloatVector b1y = load(b, bAt + 4 * LANES);
    FloatVector b1z = load(b, bAt + 5 * LANES);
    FloatVector b2x = load(b, bAt + 6 * LANES);
    FloatVector b2y = load(b, bAt + 7 * LANES);
    FloatVector b2z = load(b, bAt + 8 * LANES);
    FloatVector b3x = load(b, bAt + 9 * LANES);
    FloatVector b3y = load(b, bAt + 10 * LANES);
    FloatVector b3z = load(b, bAt + 11 * LANES);
    FloatVector b4x = load(b, bAt + 12 * LANES);
    FloatVector b4y = load(b, bAt + 13 * LANES);
    FloatVector b4z = load(b, bAt + 14 * LANES);
    FloatVector b5x = load(b, bAt + 15 * LANES);
    FloatVector b5y = load(b, bAt + 16 * LANES);
    FloatVector b5z = load(b, bAt + 17 * LANES);
    int row1 = aAt + Math.min(1, last) * aStep;
    int row2 = aAt + Math.min(2, last) * aStep;
    int row3 = aAt + Math.min(3, last) * aStep;
    int row4 = aAt + Math.min(4, last) * aStep;
    int row5 = aAt + Math.min(5, last) * aStep;
    for (int l = 0; l < columns; l += 2) {
      int at = cAt + l * (3 * LANES);
      FloatVector x0 = load(c, at);
      FloatVector y0 = load(c, at + LANES);
      FloatVector z0 = load(c, at + 2 * LANES);
      FloatVector x1 = load(c, at + 3 * LANES);
      FloatVector y1 = load(c, at + 4 * LANES);
      FloatVector z1 = load(c, at + 5 * LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, a[aAt + l]);
      x0 = b0x.fma(factor, x0);
      y0 = b0y.fma(factor, y0);
      z0 = b0z.fma(factor, z0);
      factor = FloatVector.broadcast(SPECIES, a[aAt + l + 1]);
      x1 = b0x.fma(factor, x1);
      y1 = b0y.fma(factor, y1);
      z1 = b0z.fma(factor, z1);
      factor = FloatVector.broadcast(SPECIES, a[row1 + l]);
      x0 = b1x.fma(factor, x0);
      y0 = b1y.fma(factor, y0);
      z0 = b1z.fma(factor, z0);
      factor = FloatVector.broadcast(SPECIES, a[row1 + l + 1]);
      x1 = b1x.fma(factor, x1);
      y1 = b1y.fma(factor, y1);
      z1 = b1z.fma(factor, z1);
      factor = FloatVector.broadcast(SPECIES, a[row2 + l]);
      x0 = b2x.fma(factor, x0);
      y0 = b2y.fma(factor, y0);
      z0 = b2z.fma(factor, z0);
      factor = FloatVector.broadcast(SPECIES, a[row2 + l + 1]);
      x1 = b2x.fma(factor, x1);
      y1 = b2y.fma(factor, y1);
      z1 = b2z.fma(factor, z1);
      factor = FloatVector.broadcast(SPECIES, a[row3 + l]);
      x0 = b3x.fma(factor, x0);
      y0 = b3y.fma(factor, y0);
      z0 = b3z.fma(factor, z0);
      factor = FloatVector.broadcast(SPECIES, a[row3 + l + 1]);
      x1 = b3x.fma(factor, x1);
      y1 = b3y.fma(factor, y1);
      z1 = b3z.fma(factor, z1);
      factor = FloatVector.broadcast(SPECIES, a[row4 + l]);
      x0 = b4x.fma(factor, x0);
      y0 = b4y.fma(factor, y0);
      z0 = b4z.fma(factor, z0);
      factor = FloatVector.broadcast(SPECIES, a[row4 + l + 1]);
      x1 = b4x.fma(factor, x1);
      y1 = b4y.fma(factor, y1);
      z1 = b4z.fma(factor, z1);
      factor = FloatVector.broadcast(SPECIES, a[row5 + l]);
      x0 = b5x.fma(factor, x0);
      y0 = b5y.fma(factor, y0);
      z0 = b5z.fma(factor, z0);
      factor = FloatVector.broadcast(SPECIES, a[row5 + l + 1]);
      x1 = b5x.fma(factor, x1);
      y1 = b5y.fma(factor, y1);
      z1 = b5z.fma(factor, z1);
      x0.intoArray(c, at);
      y0.intoArray(c, at + LANES);
      z0.intoArray(c, at + 2 * LANES);
      x1.intoArray(c, at + 3 * LANES);
      y1.intoArray(c, at + 4 * LANES);
      z1.intoArray(c, at + 5 * LANES);
    }
  }

  /** With two rows of C, the numbers of which are sums of rows of A. */
  static void few(
      float[] a,
      int aAt,
      int aStep,
      int last,
      float[] factors,
      int columns,
      float[] c,
      int first,
      int second) {
    FloatVector b0x = FloatVector.broadcast(SPECIES, factors[0]);
    FloatVector b0y = FloatVector.broadcast(SPECIES, factors[1]);
    FloatVector b1x = FloatVector.broadcast(SPECIES, factors[2]);
    FloatVector b1y = FloatVector.broadcast(SPECIES, factors[3]);
    FloatVector b2x = FloatVector.broadcast(SPECIES, factors[4]);
    FloatVector b2y = FloatVector.broadcast(SPECIES, factors[5]);
    FloatVector b3x = FloatVector.broadcast(SPECIES, factors[6]);
    FloatVector b3y = FloatVector.broadcast(SPECIES, factors[7]);
    FloatVector b4x = FloatVector.broadcast(SPECIES, factors[8]);
    FloatVector b4y = FloatVector.broadcast(SPECIES, factors[9]);
    FloatVector b5x = FloatVector.broadcast(SPECIES, factors[10]);
    FloatVector b5y = FloatVector.broadcast(SPECIES, factors[11]);
    int row1 = aAt + Math.min(1, last) * aStep;
    int row2 = aAt + Math.min(2, last) * aStep;
    int row3 = aAt + Math.min(3, last) * aStep;
    int row4 = aAt + Math.min(4, last) * aStep;
    int row5 = aAt + Math.min(5, last) * aStep;
    for (int l = 0; l < columns; l += LANES) {
      FloatVector x = load(c, first + l);
      FloatVector y = load(c, second + l);
      FloatVector row = load(a, aAt + l);
      x = b0x.fma(row, x);
      y = b0y.fma(row, y);
      // Two sums take turns, since one would wait for itself.
      row = load(a, row1 + l);
      FloatVector u = b1x.mul(row);
      FloatVector v = b1y.mul(row);
      row = load(a, row2 + l);
      x = b2x.fma(row, x);
      y = b2y.fma(row, y);
      row = load(a, row3 + l);
      u = b3x.fma(row, u);
      v = b3y.fma(row, v);
      row = load(a, row4 + l);
      x = b4x.fma(row, x);
      y = b4y.fma(row, y);
      row = load(a, row5 + l);
      u = b5x.fma(row, u);
      v = b5y.fma(row, v);
      x = x.add(u);
      y = y.add(v);
      // In this order, since both may be the first row.
      y.intoArray(c, second + l);
      x.intoArray(c, first + l);
    }
  }

  private static FloatVector load(float[] from, int at) {
    return FloatVector.fromArray(SPECIES, from, at);
  }
}
