package io.github.paenmf.core.tile;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link TileLoops} with the Vector API. Every element of a tile has a variable of its own, named
 * by its row and vector, since only those stay in registers; the methods are too large to be put
 * into their callers, which keeps their registers to themselves.
 */
final class VectorTileLoops implements TileLoops {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Called by reflection. */
  VectorTileLoops() {}

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void add(float[] tile, int tileAt, int length, float[] c, int cAt) {
    for (int i = 0; i < length; i += LANES) {
      load(c, cAt + i).add(load(tile, tileAt + i)).intoArray(c, cAt + i);
    }
  }

  private static FloatVector load(float[] from, int at) {
    return FloatVector.fromArray(SPECIES, from, at);
  }

  @Override
  public void multiply(
      int vectors,
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] b,
      int bAt,
      int depth,
      float[] tile,
      int tileAt) {
    switch (vectors) {
      case 1 -> one(a, aAt, aRow, aStep, b, bAt, depth, tile, tileAt);
      case 2 -> two(a, aAt, aRow, aStep, b, bAt, depth, tile, tileAt);
      case 3 -> three(a, aAt, aRow, aStep, b, bAt, depth, tile, tileAt);
      default -> four(a, aAt, aRow, aStep, b, bAt, depth, tile, tileAt);
    }
  }

  @Override
  public void dots(
      float[] a, int aAt, int aRow, int length, float[] b, int first, int second, float[] into) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c0x = zero;
    FloatVector c0y = zero;
    FloatVector c1x = zero;
    FloatVector c1y = zero;
    FloatVector c2x = zero;
    FloatVector c2y = zero;
    FloatVector c3x = zero;
    FloatVector c3y = zero;
    int row1 = aAt + aRow;
    int row2 = aAt + 2 * aRow;
    int row3 = aAt + 3 * aRow;
    for (int l = 0; l < length; l += LANES) {
      FloatVector x = load(b, first + l);
      FloatVector y = load(b, second + l);
      FloatVector a0 = load(a, aAt + l);
      c0x = x.fma(a0, c0x);
      c0y = y.fma(a0, c0y);
      FloatVector a1 = load(a, row1 + l);
      c1x = x.fma(a1, c1x);
      c1y = y.fma(a1, c1y);
      FloatVector a2 = load(a, row2 + l);
      c2x = x.fma(a2, c2x);
      c2y = y.fma(a2, c2y);
      FloatVector a3 = load(a, row3 + l);
      c3x = x.fma(a3, c3x);
      c3y = y.fma(a3, c3y);
    }
    into[0] = c0x.reduceLanes(VectorOperators.ADD);
    into[1] = c0y.reduceLanes(VectorOperators.ADD);
    into[2] = c1x.reduceLanes(VectorOperators.ADD);
    into[3] = c1y.reduceLanes(VectorOperators.ADD);
    into[4] = c2x.reduceLanes(VectorOperators.ADD);
    into[5] = c2y.reduceLanes(VectorOperators.ADD);
    into[6] = c3x.reduceLanes(VectorOperators.ADD);
    into[7] = c3y.reduceLanes(VectorOperators.ADD);
  }

  @Override
  public void addMultiples(
      float[] a, int aAt, int aRow, int length, float[] factors, float[] c, int first, int second) {
    FloatVector x0 = FloatVector.broadcast(SPECIES, factors[0]);
    FloatVector y0 = FloatVector.broadcast(SPECIES, factors[1]);
    FloatVector x1 = FloatVector.broadcast(SPECIES, factors[2]);
    FloatVector y1 = FloatVector.broadcast(SPECIES, factors[3]);
    FloatVector x2 = FloatVector.broadcast(SPECIES, factors[4]);
    FloatVector y2 = FloatVector.broadcast(SPECIES, factors[5]);
    FloatVector x3 = FloatVector.broadcast(SPECIES, factors[6]);
    FloatVector y3 = FloatVector.broadcast(SPECIES, factors[7]);
    int row1 = aAt + aRow;
    int row2 = aAt + 2 * aRow;
    int row3 = aAt + 3 * aRow;
    for (int l = 0; l < length; l += LANES) {
      FloatVector a0 = load(a, aAt + l);
      FloatVector a1 = load(a, row1 + l);
      FloatVector a2 = load(a, row2 + l);
      FloatVector a3 = load(a, row3 + l);
      FloatVector x = load(c, first + l);
      x = a0.fma(x0, x);
      x = a1.fma(x1, x);
      x = a2.fma(x2, x);
      x = a3.fma(x3, x);
      x.intoArray(c, first + l);
      FloatVector y = load(c, second + l);
      y = a0.fma(y0, y);
      y = a1.fma(y1, y);
      y = a2.fma(y2, y);
      y = a3.fma(y3, y);
      y.intoArray(c, second + l);
    }
  }

  private static void one(
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] b,
      int bAt,
      int depth,
      float[] tile,
      int tileAt) {
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
    int row1 = aAt + aRow;
    int row2 = aAt + 2 * aRow;
    int row3 = aAt + 3 * aRow;
    int row4 = aAt + 4 * aRow;
    int row5 = aAt + 5 * aRow;
    int row6 = aAt + 6 * aRow;
    int row7 = aAt + 7 * aRow;
    int row8 = aAt + 8 * aRow;
    int row9 = aAt + 9 * aRow;
    int row10 = aAt + 10 * aRow;
    int row11 = aAt + 11 * aRow;
    for (int l = 0; l < depth; l++) {
      int step = l * aStep;
      int bRow = bAt + l * LANES;
      FloatVector x = load(b, bRow);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + step]);
      c0x = x.fma(a0, c0x);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[row1 + step]);
      c1x = x.fma(a1, c1x);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[row2 + step]);
      c2x = x.fma(a2, c2x);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[row3 + step]);
      c3x = x.fma(a3, c3x);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[row4 + step]);
      c4x = x.fma(a4, c4x);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[row5 + step]);
      c5x = x.fma(a5, c5x);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[row6 + step]);
      c6x = x.fma(a6, c6x);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[row7 + step]);
      c7x = x.fma(a7, c7x);
      FloatVector a8 = FloatVector.broadcast(SPECIES, a[row8 + step]);
      c8x = x.fma(a8, c8x);
      FloatVector a9 = FloatVector.broadcast(SPECIES, a[row9 + step]);
      c9x = x.fma(a9, c9x);
      FloatVector a10 = FloatVector.broadcast(SPECIES, a[row10 + step]);
      c10x = x.fma(a10, c10x);
      FloatVector a11 = FloatVector.broadcast(SPECIES, a[row11 + step]);
      c11x = x.fma(a11, c11x);
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

  private static void two(
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] b,
      int bAt,
      int depth,
      float[] tile,
      int tileAt) {
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
    int row1 = aAt + aRow;
    int row2 = aAt + 2 * aRow;
    int row3 = aAt + 3 * aRow;
    int row4 = aAt + 4 * aRow;
    int row5 = aAt + 5 * aRow;
    int row6 = aAt + 6 * aRow;
    int row7 = aAt + 7 * aRow;
    int row8 = aAt + 8 * aRow;
    int row9 = aAt + 9 * aRow;
    for (int l = 0; l < depth; l++) {
      int step = l * aStep;
      int bRow = bAt + l * (2 * LANES);
      FloatVector x = load(b, bRow);
      FloatVector y = load(b, bRow + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + step]);
      c0x = x.fma(a0, c0x);
      c0y = y.fma(a0, c0y);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[row1 + step]);
      c1x = x.fma(a1, c1x);
      c1y = y.fma(a1, c1y);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[row2 + step]);
      c2x = x.fma(a2, c2x);
      c2y = y.fma(a2, c2y);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[row3 + step]);
      c3x = x.fma(a3, c3x);
      c3y = y.fma(a3, c3y);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[row4 + step]);
      c4x = x.fma(a4, c4x);
      c4y = y.fma(a4, c4y);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[row5 + step]);
      c5x = x.fma(a5, c5x);
      c5y = y.fma(a5, c5y);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[row6 + step]);
      c6x = x.fma(a6, c6x);
      c6y = y.fma(a6, c6y);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[row7 + step]);
      c7x = x.fma(a7, c7x);
      c7y = y.fma(a7, c7y);
      FloatVector a8 = FloatVector.broadcast(SPECIES, a[row8 + step]);
      c8x = x.fma(a8, c8x);
      c8y = y.fma(a8, c8y);
      FloatVector a9 = FloatVector.broadcast(SPECIES, a[row9 + step]);
      c9x = x.fma(a9, c9x);
      c9y = y.fma(a9, c9y);
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
  }

  private static void three(
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] b,
      int bAt,
      int depth,
      float[] tile,
      int tileAt) {
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
    int row1 = aAt + aRow;
    int row2 = aAt + 2 * aRow;
    int row3 = aAt + 3 * aRow;
    int row4 = aAt + 4 * aRow;
    int row5 = aAt + 5 * aRow;
    int row6 = aAt + 6 * aRow;
    int row7 = aAt + 7 * aRow;
    for (int l = 0; l < depth; l++) {
      int step = l * aStep;
      int bRow = bAt + l * (3 * LANES);
      FloatVector x = load(b, bRow);
      FloatVector y = load(b, bRow + LANES);
      FloatVector z = load(b, bRow + 2 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + step]);
      c0x = x.fma(a0, c0x);
      c0y = y.fma(a0, c0y);
      c0z = z.fma(a0, c0z);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[row1 + step]);
      c1x = x.fma(a1, c1x);
      c1y = y.fma(a1, c1y);
      c1z = z.fma(a1, c1z);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[row2 + step]);
      c2x = x.fma(a2, c2x);
      c2y = y.fma(a2, c2y);
      c2z = z.fma(a2, c2z);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[row3 + step]);
      c3x = x.fma(a3, c3x);
      c3y = y.fma(a3, c3y);
      c3z = z.fma(a3, c3z);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[row4 + step]);
      c4x = x.fma(a4, c4x);
      c4y = y.fma(a4, c4y);
      c4z = z.fma(a4, c4z);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[row5 + step]);
      c5x = x.fma(a5, c5x);
      c5y = y.fma(a5, c5y);
      c5z = z.fma(a5, c5z);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[row6 + step]);
      c6x = x.fma(a6, c6x);
      c6y = y.fma(a6, c6y);
      c6z = z.fma(a6, c6z);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[row7 + step]);
      c7x = x.fma(a7, c7x);
      c7y = y.fma(a7, c7y);
      c7z = z.fma(a7, c7z);
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

  private static void four(
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] b,
      int bAt,
      int depth,
      float[] tile,
      int tileAt) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c0x = zero;
    FloatVector c0y = zero;
    FloatVector c0z = zero;
    FloatVector c0w = zero;
    FloatVector c1x = zero;
    FloatVector c1y = zero;
    FloatVector c1z = zero;
    FloatVector c1w = zero;
    FloatVector c2x = zero;
    FloatVector c2y = zero;
    FloatVector c2z = zero;
    FloatVector c2w = zero;
    FloatVector c3x = zero;
    FloatVector c3y = zero;
    FloatVector c3z = zero;
    FloatVector c3w = zero;
    FloatVector c4x = zero;
    FloatVector c4y = zero;
    FloatVector c4z = zero;
    FloatVector c4w = zero;
    FloatVector c5x = zero;
    FloatVector c5y = zero;
    FloatVector c5z = zero;
    FloatVector c5w = zero;
    int row1 = aAt + aRow;
    int row2 = aAt + 2 * aRow;
    int row3 = aAt + 3 * aRow;
    int row4 = aAt + 4 * aRow;
    int row5 = aAt + 5 * aRow;
    for (int l = 0; l < depth; l++) {
      int step = l * aStep;
      int bRow = bAt + l * (4 * LANES);
      FloatVector x = load(b, bRow);
      FloatVector y = load(b, bRow + LANES);
      FloatVector z = load(b, bRow + 2 * LANES);
      FloatVector w = load(b, bRow + 3 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + step]);
      c0x = x.fma(a0, c0x);
      c0y = y.fma(a0, c0y);
      c0z = z.fma(a0, c0z);
      c0w = w.fma(a0, c0w);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[row1 + step]);
      c1x = x.fma(a1, c1x);
      c1y = y.fma(a1, c1y);
      c1z = z.fma(a1, c1z);
      c1w = w.fma(a1, c1w);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[row2 + step]);
      c2x = x.fma(a2, c2x);
      c2y = y.fma(a2, c2y);
      c2z = z.fma(a2, c2z);
      c2w = w.fma(a2, c2w);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[row3 + step]);
      c3x = x.fma(a3, c3x);
      c3y = y.fma(a3, c3y);
      c3z = z.fma(a3, c3z);
      c3w = w.fma(a3, c3w);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[row4 + step]);
      c4x = x.fma(a4, c4x);
      c4y = y.fma(a4, c4y);
      c4z = z.fma(a4, c4z);
      c4w = w.fma(a4, c4w);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[row5 + step]);
      c5x = x.fma(a5, c5x);
      c5y = y.fma(a5, c5y);
      c5z = z.fma(a5, c5z);
      c5w = w.fma(a5, c5w);
    }
    c0x.intoArray(tile, tileAt);
    c0y.intoArray(tile, tileAt + LANES);
    c0z.intoArray(tile, tileAt + 2 * LANES);
    c0w.intoArray(tile, tileAt + 3 * LANES);
    c1x.intoArray(tile, tileAt + 4 * LANES);
    c1y.intoArray(tile, tileAt + 5 * LANES);
    c1z.intoArray(tile, tileAt + 6 * LANES);
    c1w.intoArray(tile, tileAt + 7 * LANES);
    c2x.intoArray(tile, tileAt + 8 * LANES);
    c2y.intoArray(tile, tileAt + 9 * LANES);
    c2z.intoArray(tile, tileAt + 10 * LANES);
    c2w.intoArray(tile, tileAt + 11 * LANES);
    c3x.intoArray(tile, tileAt + 12 * LANES);
    c3y.intoArray(tile, tileAt + 13 * LANES);
    c3z.intoArray(tile, tileAt + 14 * LANES);
    c3w.intoArray(tile, tileAt + 15 * LANES);
    c4x.intoArray(tile, tileAt + 16 * LANES);
    c4y.intoArray(tile, tileAt + 17 * LANES);
    c4z.intoArray(tile, tileAt + 18 * LANES);
    c4w.intoArray(tile, tileAt + 19 * LANES);
    c5x.intoArray(tile, tileAt + 20 * LANES);
    c5y.intoArray(tile, tileAt + 21 * LANES);
    c5z.intoArray(tile, tileAt + 22 * LANES);
    c5w.intoArray(tile, tileAt + 23 * LANES);
  }
}
