package io.github.paenmf.core.tile;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles whose sums run along the rows of A: {@code tile[k] = sum_l a[aAt + k * aStep + l] * b[l]}.
 *
 * <p>Every element of a tile has a variable of its own, named by its row and vector, since only
 * those stay in registers; the methods are too large to be put into their callers, which keeps
 * their registers to themselves. Two steps at a time share what the compiler adds to each: whether
 * an index is inside its array, and where the next one is. Without that it takes as long as the
 * multiplications.
 */
final class RowTiles {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private RowTiles() {}

  static void one(
      float[] a, int aAt, int aStep, float[] b, int bAt, int depth, float[] tile, int tileAt) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c0x = zero;
    FloatVector c1x = zero;
    FloatVector c2x = zero;
    FloatVector c3x = zero;
    FloatVector c4x = zero;
    FloatVector c5x = zero;
    FloatVector c6x = zero;
    FloatVector c7x = zero;
    FloatVector c8x = zero;
    FloatVector c9x = zero;
    FloatVector c10x = zero;
    FloatVector c11x = zero;
    int row1 = aAt + aStep;
    int row2 = aAt + 2 * aStep;
    int row3 = aAt + 3 * aStep;
    int row4 = aAt + 4 * aStep;
    int row5 = aAt + 5 * aStep;
    int row6 = aAt + 6 * aStep;
    int row7 = aAt + 7 * aStep;
    int row8 = aAt + 8 * aStep;
    int row9 = aAt + 9 * aStep;
    int row10 = aAt + 10 * aStep;
    int row11 = aAt + 11 * aStep;
    for (int l = 0; l < depth; l += 2) {
      int row = bAt + l * LANES;
      FloatVector x = load(b, row);
      FloatVector factor = FloatVector.broadcast(SPECIES, a[aAt + l]);
      c0x = x.fma(factor, c0x);
      factor = FloatVector.broadcast(SPECIES, a[row1 + l]);
      c1x = x.fma(factor, c1x);
      factor = FloatVector.broadcast(SPECIES, a[row2 + l]);
      c2x = x.fma(factor, c2x);
      factor = FloatVector.broadcast(SPECIES, a[row3 + l]);
      c3x = x.fma(factor, c3x);
      factor = FloatVector.broadcast(SPECIES, a[row4 + l]);
      c4x = x.fma(factor, c4x);
      factor = FloatVector.broadcast(SPECIES, a[row5 + l]);
      c5x = x.fma(factor, c5x);
      factor = FloatVector.broadcast(SPECIES, a[row6 + l]);
      c6x = x.fma(factor, c6x);
      factor = FloatVector.broadcast(SPECIES, a[row7 + l]);
      c7x = x.fma(factor, c7x);
      factor = FloatVector.broadcast(SPECIES, a[row8 + l]);
      c8x = x.fma(factor, c8x);
      factor = FloatVector.broadcast(SPECIES, a[row9 + l]);
      c9x = x.fma(factor, c9x);
      factor = FloatVector.broadcast(SPECIES, a[row10 + l]);
      c10x = x.fma(factor, c10x);
      factor = FloatVector.broadcast(SPECIES, a[row11 + l]);
      c11x = x.fma(factor, c11x);

      x = load(b, row + LANES);
      factor = FloatVector.broadcast(SPECIES, a[aAt + l + 1]);
      c0x = x.fma(factor, c0x);
      factor = FloatVector.broadcast(SPECIES, a[row1 + l + 1]);
      c1x = x.fma(factor, c1x);
      factor = FloatVector.broadcast(SPECIES, a[row2 + l + 1]);
      c2x = x.fma(factor, c2x);
      factor = FloatVector.broadcast(SPECIES, a[row3 + l + 1]);
      c3x = x.fma(factor, c3x);
      factor = FloatVector.broadcast(SPECIES, a[row4 + l + 1]);
      c4x = x.fma(factor, c4x);
      factor = FloatVector.broadcast(SPECIES, a[row5 + l + 1]);
      c5x = x.fma(factor, c5x);
      factor = FloatVector.broadcast(SPECIES, a[row6 + l + 1]);
      c6x = x.fma(factor, c6x);
      factor = FloatVector.broadcast(SPECIES, a[row7 + l + 1]);
      c7x = x.fma(factor, c7x);
      factor = FloatVector.broadcast(SPECIES, a[row8 + l + 1]);
      c8x = x.fma(factor, c8x);
      factor = FloatVector.broadcast(SPECIES, a[row9 + l + 1]);
      c9x = x.fma(factor, c9x);
      factor = FloatVector.broadcast(SPECIES, a[row10 + l + 1]);
      c10x = x.fma(factor, c10x);
      factor = FloatVector.broadcast(SPECIES, a[row11 + l + 1]);
      c11x = x.fma(factor, c11x);
    }
    c0x.intoArray(tile, tileAt);
    c1x.intoArray(tile, tileAt + LANES);
    c2x.intoArray(tile, tileAt + 2 * LANES);
    c3x.intoArray(tile, tileAt + 3 * LANES);
    c4x.intoArray(tile, tileAt + 4 * LANES);
    c5x.intoArray(tile, tileAt + 5 * LANES);
    c6x.intoArray(tile, tileAt + 6 * LANES);
    c7x.intoArray(tile, tileAt + 7 * LANES);
    c8x.intoArray(tile, tileAt + 8 * LANES);
    c9x.intoArray(tile, tileAt + 9 * LANES);
    c10x.intoArray(tile, tileAt + 10 * LANES);
    c11x.intoArray(tile, tileAt + 11 * LANES);
  }

  static void two(
      float[] a, int aAt, int aStep, float[] b, int bAt, int depth, float[] tile, int tileAt) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c0x = zero;
    FloatVector c0y = zero;
    FloatVector c1x = zero;
    FloatVector c1y = zero;
    FloatVector c2x = zero;
    FloatVector c2y = zero;
    FloatVector c3x = zero;
    FloatVector c3y = zero;
    FloatVector c4x = zero;
    FloatVector c4y = zero;
    FloatVector c5x = zero;
    FloatVector c5y = zero;
    FloatVector c6x = zero;
    FloatVector c6y = zero;
    FloatVector c7x = zero;
    FloatVector c7y = zero;
    FloatVector c8x = zero;
    FloatVector c8y = zero;
    FloatVector c9x = zero;
    FloatVector c9y = zero;
    FloatVector c10x = zero;
    FloatVector c10y = zero;
    FloatVector c11x = zero;
    FloatVector c11y = zero;
    int row1 = aAt + aStep;
    int row2 = aAt + 2 * aStep;
    int row3 = aAt + 3 * aStep;
    int row4 = aAt + 4 * aStep;
    int row5 = aAt + 5 * aStep;
    int row6 = aAt + 6 * aStep;
    int row7 = aAt + 7 * aStep;
    int row8 = aAt + 8 * aStep;
    int row9 = aAt + 9 * aStep;
    int row10 = aAt + 10 * aStep;
    int row11 = aAt + 11 * aStep;
    for (int l = 0; l < depth; l += 2) {
      int row = bAt + l * (2 * LANES);
      FloatVector x = load(b, row);
      FloatVector y = load(b, row + LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, a[aAt + l]);
      c0x = x.fma(factor, c0x);
      c0y = y.fma(factor, c0y);
      factor = FloatVector.broadcast(SPECIES, a[row1 + l]);
      c1x = x.fma(factor, c1x);
      c1y = y.fma(factor, c1y);
      factor = FloatVector.broadcast(SPECIES, a[row2 + l]);
      c2x = x.fma(factor, c2x);
      c2y = y.fma(factor, c2y);
      factor = FloatVector.broadcast(SPECIES, a[row3 + l]);
      c3x = x.fma(factor, c3x);
      c3y = y.fma(factor, c3y);
      factor = FloatVector.broadcast(SPECIES, a[row4 + l]);
      c4x = x.fma(factor, c4x);
      c4y = y.fma(factor, c4y);
      factor = FloatVector.broadcast(SPECIES, a[row5 + l]);
      c5x = x.fma(factor, c5x);
      c5y = y.fma(factor, c5y);
      factor = FloatVector.broadcast(SPECIES, a[row6 + l]);
      c6x = x.fma(factor, c6x);
      c6y = y.fma(factor, c6y);
      factor = FloatVector.broadcast(SPECIES, a[row7 + l]);
      c7x = x.fma(factor, c7x);
      c7y = y.fma(factor, c7y);
      factor = FloatVector.broadcast(SPECIES, a[row8 + l]);
      c8x = x.fma(factor, c8x);
      c8y = y.fma(factor, c8y);
      factor = FloatVector.broadcast(SPECIES, a[row9 + l]);
      c9x = x.fma(factor, c9x);
      c9y = y.fma(factor, c9y);
      factor = FloatVector.broadcast(SPECIES, a[row10 + l]);
      c10x = x.fma(factor, c10x);
      c10y = y.fma(factor, c10y);
      factor = FloatVector.broadcast(SPECIES, a[row11 + l]);
      c11x = x.fma(factor, c11x);
      c11y = y.fma(factor, c11y);

      x = load(b, row + 2 * LANES);
      y = load(b, row + 3 * LANES);
      factor = FloatVector.broadcast(SPECIES, a[aAt + l + 1]);
      c0x = x.fma(factor, c0x);
      c0y = y.fma(factor, c0y);
      factor = FloatVector.broadcast(SPECIES, a[row1 + l + 1]);
      c1x = x.fma(factor, c1x);
      c1y = y.fma(factor, c1y);
      factor = FloatVector.broadcast(SPECIES, a[row2 + l + 1]);
      c2x = x.fma(factor, c2x);
      c2y = y.fma(factor, c2y);
      factor = FloatVector.broadcast(SPECIES, a[row3 + l + 1]);
      c3x = x.fma(factor, c3x);
      c3y = y.fma(factor, c3y);
      factor = FloatVector.broadcast(SPECIES, a[row4 + l + 1]);
      c4x = x.fma(factor, c4x);
      c4y = y.fma(factor, c4y);
      factor = FloatVector.broadcast(SPECIES, a[row5 + l + 1]);
      c5x = x.fma(factor, c5x);
      c5y = y.fma(factor, c5y);
      factor = FloatVector.broadcast(SPECIES, a[row6 + l + 1]);
      c6x = x.fma(factor, c6x);
      c6y = y.fma(factor, c6y);
      factor = FloatVector.broadcast(SPECIES, a[row7 + l + 1]);
      c7x = x.fma(factor, c7x);
      c7y = y.fma(factor, c7y);
      factor = FloatVector.broadcast(SPECIES, a[row8 + l + 1]);
      c8x = x.fma(factor, c8x);
      c8y = y.fma(factor, c8y);
      factor = FloatVector.broadcast(SPECIES, a[row9 + l + 1]);
      c9x = x.fma(factor, c9x);
      c9y = y.fma(factor, c9y);
      factor = FloatVector.broadcast(SPECIES, a[row10 + l + 1]);
      c10x = x.fma(factor, c10x);
      c10y = y.fma(factor, c10y);
      factor = FloatVector.broadcast(SPECIES, a[row11 + l + 1]);
      c11x = x.fma(factor, c11x);
      c11y = y.fma(factor, c11y);
    }
    c0x.intoArray(tile, tileAt);
    c0y.intoArray(tile, tileAt + LANES);
    c1x.intoArray(tile, tileAt + 2 * LANES);
    c1y.intoArray(tile, tileAt + 3 * LANES);
    c2x.intoArray(tile, tileAt + 4 * LANES);
    c2y.intoArray(tile, tileAt + 5 * LANES);
    c3x.intoArray(tile, tileAt + 6 * LANES);
    c3y.intoArray(tile, tileAt + 7 * LANES);
    c4x.intoArray(tile, tileAt + 8 * LANES);
    c4y.intoArray(tile, tileAt + 9 * LANES);
    c5x.intoArray(tile, tileAt + 10 * LANES);
    c5y.intoArray(tile, tileAt + 11 * LANES);
    c6x.intoArray(tile, tileAt + 12 * LANES);
    c6y.intoArray(tile, tileAt + 13 * LANES);
    c7x.intoArray(tile, tileAt + 14 * LANES);
    c7y.intoArray(tile, tileAt + 15 * LANES);
    c8x.intoArray(tile, tileAt + 16 * LANES);
    c8y.intoArray(tile, tileAt + 17 * LANES);
    c9x.intoArray(tile, tileAt + 18 * LANES);
    c9y.intoArray(tile, tileAt + 19 * LANES);
    c10x.intoArray(tile, tileAt + 20 * LANES);
    c10y.intoArray(tile, tileAt + 21 * LANES);
    c11x.intoArray(tile, tileAt + 22 * LANES);
    c11y.intoArray(tile, tileAt + 23 * LANES);
  }

  static void three(
      float[] a, int aAt, int aStep, float[] b, int bAt, int depth, float[] tile, int tileAt) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c0x = zero;
    FloatVector c0y = zero;
    FloatVector c0z = zero;
    FloatVector c1x = zero;
    FloatVector c1y = zero;
    FloatVector c1z = zero;
    FloatVector c2x = zero;
    FloatVector c2y = zero;
    FloatVector c2z = zero;
    FloatVector c3x = zero;
    FloatVector c3y = zero;
    FloatVector c3z = zero;
    FloatVector c4x = zero;
    FloatVector c4y = zero;
    FloatVector c4z = zero;
    FloatVector c5x = zero;
    FloatVector c5y = zero;
    FloatVector c5z = zero;
    FloatVector c6x = zero;
    FloatVector c6y = zero;
    FloatVector c6z = zero;
    FloatVector c7x = zero;
    FloatVector c7y = zero;
    FloatVector c7z = zero;
    int row1 = aAt + aStep;
    int row2 = aAt + 2 * aStep;
    int row3 = aAt + 3 * aStep;
    int row4 = aAt + 4 * aStep;
    int row5 = aAt + 5 * aStep;
    int row6 = aAt + 6 * aStep;
    int row7 = aAt + 7 * aStep;
    for (int l = 0; l < depth; l += 2) {
      int row = bAt + l * (3 * LANES);
      FloatVector x = load(b, row);
      FloatVector y = load(b, row + LANES);
      FloatVector z = load(b, row + 2 * LANES);
      FloatVector factor = FloatVector.broadcast(SPECIES, a[aAt + l]);
      c0x = x.fma(factor, c0x);
      c0y = y.fma(factor, c0y);
      c0z = z.fma(factor, c0z);
      factor = FloatVector.broadcast(SPECIES, a[row1 + l]);
      c1x = x.fma(factor, c1x);
      c1y = y.fma(factor, c1y);
      c1z = z.fma(factor, c1z);
      factor = FloatVector.broadcast(SPECIES, a[row2 + l]);
      c2x = x.fma(factor, c2x);
      c2y = y.fma(factor, c2y);
      c2z = z.fma(factor, c2z);
      factor = FloatVector.broadcast(SPECIES, a[row3 + l]);
      c3x = x.fma(factor, c3x);
      c3y = y.fma(factor, c3y);
      c3z = z.fma(factor, c3z);
      factor = FloatVector.broadcast(SPECIES, a[row4 + l]);
      c4x = x.fma(factor, c4x);
      c4y = y.fma(factor, c4y);
      c4z = z.fma(factor, c4z);
      factor = FloatVector.broadcast(SPECIES, a[row5 + l]);
      c5x = x.fma(factor, c5x);
      c5y = y.fma(factor, c5y);
      c5z = z.fma(factor, c5z);
      factor = FloatVector.broadcast(SPECIES, a[row6 + l]);
      c6x = x.fma(factor, c6x);
      c6y = y.fma(factor, c6y);
      c6z = z.fma(factor, c6z);
      factor = FloatVector.broadcast(SPECIES, a[row7 + l]);
      c7x = x.fma(factor, c7x);
      c7y = y.fma(factor, c7y);
      c7z = z.fma(factor, c7z);

      x = load(b, row + 3 * LANES);
      y = load(b, row + 4 * LANES);
      z = load(b, row + 5 * LANES);
      factor = FloatVector.broadcast(SPECIES, a[aAt + l + 1]);
      c0x = x.fma(factor, c0x);
      c0y = y.fma(factor, c0y);
      c0z = z.fma(factor, c0z);
      factor = FloatVector.broadcast(SPECIES, a[row1 + l + 1]);
      c1x = x.fma(factor, c1x);
      c1y = y.fma(factor, c1y);
      c1z = z.fma(factor, c1z);
      factor = FloatVector.broadcast(SPECIES, a[row2 + l + 1]);
      c2x = x.fma(factor, c2x);
      c2y = y.fma(factor, c2y);
      c2z = z.fma(factor, c2z);
      factor = FloatVector.broadcast(SPECIES, a[row3 + l + 1]);
      c3x = x.fma(factor, c3x);
      c3y = y.fma(factor, c3y);
      c3z = z.fma(factor, c3z);
      factor = FloatVector.broadcast(SPECIES, a[row4 + l + 1]);
      c4x = x.fma(factor, c4x);
      c4y = y.fma(factor, c4y);
      c4z = z.fma(factor, c4z);
      factor = FloatVector.broadcast(SPECIES, a[row5 + l + 1]);
      c5x = x.fma(factor, c5x);
      c5y = y.fma(factor, c5y);
      c5z = z.fma(factor, c5z);
      factor = FloatVector.broadcast(SPECIES, a[row6 + l + 1]);
      c6x = x.fma(factor, c6x);
      c6y = y.fma(factor, c6y);
      c6z = z.fma(factor, c6z);
      factor = FloatVector.broadcast(SPECIES, a[row7 + l + 1]);
      c7x = x.fma(factor, c7x);
      c7y = y.fma(factor, c7y);
      c7z = z.fma(factor, c7z);
    }
    c0x.intoArray(tile, tileAt);
    c0y.intoArray(tile, tileAt + LANES);
    c0z.intoArray(tile, tileAt + 2 * LANES);
    c1x.intoArray(tile, tileAt + 3 * LANES);
    c1y.intoArray(tile, tileAt + 4 * LANES);
    c1z.intoArray(tile, tileAt + 5 * LANES);
    c2x.intoArray(tile, tileAt + 6 * LANES);
    c2y.intoArray(tile, tileAt + 7 * LANES);
    c2z.intoArray(tile, tileAt + 8 * LANES);
    c3x.intoArray(tile, tileAt + 9 * LANES);
    c3y.intoArray(tile, tileAt + 10 * LANES);
    c3z.intoArray(tile, tileAt + 11 * LANES);
    c4x.intoArray(tile, tileAt + 12 * LANES);
    c4y.intoArray(tile, tileAt + 13 * LANES);
    c4z.intoArray(tile, tileAt + 14 * LANES);
    c5x.intoArray(tile, tileAt + 15 * LANES);
    c5y.intoArray(tile, tileAt + 16 * LANES);
    c5z.intoArray(tile, tileAt + 17 * LANES);
    c6x.intoArray(tile, tileAt + 18 * LANES);
    c6y.intoArray(tile, tileAt + 19 * LANES);
    c6z.intoArray(tile, tileAt + 20 * LANES);
    c7x.intoArray(tile, tileAt + 21 * LANES);
    c7y.intoArray(tile, tileAt + 22 * LANES);
    c7z.intoArray(tile, tileAt + 23 * LANES);
  }

  private static FloatVector load(float[] from, int at) {
    return FloatVector.fromArray(SPECIES, from, at);
  }
}
