package io.github.paenmf.core.tile;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link TileLoops} with the Vector API. Every element of a tile has a variable of its own, named
 * by its row and vector, since only those stay in registers; the methods are too large to be put
 * into their callers, which keeps their registers to themselves.
 */
final class VectorTileLoops implements TileLoops {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = VECTORS * LANES;

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
  public void wideLarge(
      float[] a, int aAt, float[] b, int bAt, int bStep, int depth, float[] tile, int tileAt) {
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
    for (int l = 0; l < depth; l++) {
      int aRow = aAt + l * LARGE;
      int bRow = bAt + l * bStep;
      FloatVector x = load(b, bRow);
      FloatVector y = load(b, bRow + LANES);
      FloatVector z = load(b, bRow + 2 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aRow]);
      c0x = x.fma(a0, c0x);
      c0y = y.fma(a0, c0y);
      c0z = z.fma(a0, c0z);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aRow + 1]);
      c1x = x.fma(a1, c1x);
      c1y = y.fma(a1, c1y);
      c1z = z.fma(a1, c1z);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aRow + 2]);
      c2x = x.fma(a2, c2x);
      c2y = y.fma(a2, c2y);
      c2z = z.fma(a2, c2z);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aRow + 3]);
      c3x = x.fma(a3, c3x);
      c3y = y.fma(a3, c3y);
      c3z = z.fma(a3, c3z);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[aRow + 4]);
      c4x = x.fma(a4, c4x);
      c4y = y.fma(a4, c4y);
      c4z = z.fma(a4, c4z);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[aRow + 5]);
      c5x = x.fma(a5, c5x);
      c5y = y.fma(a5, c5y);
      c5z = z.fma(a5, c5z);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[aRow + 6]);
      c6x = x.fma(a6, c6x);
      c6y = y.fma(a6, c6y);
      c6z = z.fma(a6, c6z);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[aRow + 7]);
      c7x = x.fma(a7, c7x);
      c7y = y.fma(a7, c7y);
      c7z = z.fma(a7, c7z);
    }
    c0x.intoArray(tile, tileAt);
    c0y.intoArray(tile, tileAt + LANES);
    c0z.intoArray(tile, tileAt + 2 * LANES);
    c1x.intoArray(tile, tileAt + WIDTH);
    c1y.intoArray(tile, tileAt + WIDTH + LANES);
    c1z.intoArray(tile, tileAt + WIDTH + 2 * LANES);
    c2x.intoArray(tile, tileAt + 2 * WIDTH);
    c2y.intoArray(tile, tileAt + 2 * WIDTH + LANES);
    c2z.intoArray(tile, tileAt + 2 * WIDTH + 2 * LANES);
    c3x.intoArray(tile, tileAt + 3 * WIDTH);
    c3y.intoArray(tile, tileAt + 3 * WIDTH + LANES);
    c3z.intoArray(tile, tileAt + 3 * WIDTH + 2 * LANES);
    c4x.intoArray(tile, tileAt + 4 * WIDTH);
    c4y.intoArray(tile, tileAt + 4 * WIDTH + LANES);
    c4z.intoArray(tile, tileAt + 4 * WIDTH + 2 * LANES);
    c5x.intoArray(tile, tileAt + 5 * WIDTH);
    c5y.intoArray(tile, tileAt + 5 * WIDTH + LANES);
    c5z.intoArray(tile, tileAt + 5 * WIDTH + 2 * LANES);
    c6x.intoArray(tile, tileAt + 6 * WIDTH);
    c6y.intoArray(tile, tileAt + 6 * WIDTH + LANES);
    c6z.intoArray(tile, tileAt + 6 * WIDTH + 2 * LANES);
    c7x.intoArray(tile, tileAt + 7 * WIDTH);
    c7y.intoArray(tile, tileAt + 7 * WIDTH + LANES);
    c7z.intoArray(tile, tileAt + 7 * WIDTH + 2 * LANES);
  }

  @Override
  public void wideSmall(
      float[] a, int aAt, float[] b, int bAt, int bStep, int depth, float[] tile, int tileAt) {
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
    for (int l = 0; l < depth; l++) {
      int aRow = aAt + l * SMALL;
      int bRow = bAt + l * bStep;
      FloatVector x = load(b, bRow);
      FloatVector y = load(b, bRow + LANES);
      FloatVector z = load(b, bRow + 2 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aRow]);
      c0x = x.fma(a0, c0x);
      c0y = y.fma(a0, c0y);
      c0z = z.fma(a0, c0z);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aRow + 1]);
      c1x = x.fma(a1, c1x);
      c1y = y.fma(a1, c1y);
      c1z = z.fma(a1, c1z);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aRow + 2]);
      c2x = x.fma(a2, c2x);
      c2y = y.fma(a2, c2y);
      c2z = z.fma(a2, c2z);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aRow + 3]);
      c3x = x.fma(a3, c3x);
      c3y = y.fma(a3, c3y);
      c3z = z.fma(a3, c3z);
    }
    c0x.intoArray(tile, tileAt);
    c0y.intoArray(tile, tileAt + LANES);
    c0z.intoArray(tile, tileAt + 2 * LANES);
    c1x.intoArray(tile, tileAt + WIDTH);
    c1y.intoArray(tile, tileAt + WIDTH + LANES);
    c1z.intoArray(tile, tileAt + WIDTH + 2 * LANES);
    c2x.intoArray(tile, tileAt + 2 * WIDTH);
    c2y.intoArray(tile, tileAt + 2 * WIDTH + LANES);
    c2z.intoArray(tile, tileAt + 2 * WIDTH + 2 * LANES);
    c3x.intoArray(tile, tileAt + 3 * WIDTH);
    c3y.intoArray(tile, tileAt + 3 * WIDTH + LANES);
    c3z.intoArray(tile, tileAt + 3 * WIDTH + 2 * LANES);
  }

  @Override
  public void narrowLarge(
      float[] a, int aAt, float[] b, int bAt, int bStep, int depth, float[] tile, int tileAt) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c0x = zero;
    FloatVector c1x = zero;
    FloatVector c2x = zero;
    FloatVector c3x = zero;
    FloatVector c4x = zero;
    FloatVector c5x = zero;
    FloatVector c6x = zero;
    FloatVector c7x = zero;
    for (int l = 0; l < depth; l++) {
      int aRow = aAt + l * LARGE;
      int bRow = bAt + l * bStep;
      FloatVector x = load(b, bRow);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aRow]);
      c0x = x.fma(a0, c0x);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aRow + 1]);
      c1x = x.fma(a1, c1x);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aRow + 2]);
      c2x = x.fma(a2, c2x);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aRow + 3]);
      c3x = x.fma(a3, c3x);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[aRow + 4]);
      c4x = x.fma(a4, c4x);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[aRow + 5]);
      c5x = x.fma(a5, c5x);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[aRow + 6]);
      c6x = x.fma(a6, c6x);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[aRow + 7]);
      c7x = x.fma(a7, c7x);
    }
    c0x.intoArray(tile, tileAt);
    c1x.intoArray(tile, tileAt + WIDTH);
    c2x.intoArray(tile, tileAt + 2 * WIDTH);
    c3x.intoArray(tile, tileAt + 3 * WIDTH);
    c4x.intoArray(tile, tileAt + 4 * WIDTH);
    c5x.intoArray(tile, tileAt + 5 * WIDTH);
    c6x.intoArray(tile, tileAt + 6 * WIDTH);
    c7x.intoArray(tile, tileAt + 7 * WIDTH);
  }

  @Override
  public void narrowSmall(
      float[] a, int aAt, float[] b, int bAt, int bStep, int depth, float[] tile, int tileAt) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector c0x = zero;
    FloatVector c1x = zero;
    FloatVector c2x = zero;
    FloatVector c3x = zero;
    for (int l = 0; l < depth; l++) {
      int aRow = aAt + l * SMALL;
      int bRow = bAt + l * bStep;
      FloatVector x = load(b, bRow);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aRow]);
      c0x = x.fma(a0, c0x);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aRow + 1]);
      c1x = x.fma(a1, c1x);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aRow + 2]);
      c2x = x.fma(a2, c2x);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aRow + 3]);
      c3x = x.fma(a3, c3x);
    }
    c0x.intoArray(tile, tileAt);
    c1x.intoArray(tile, tileAt + WIDTH);
    c2x.intoArray(tile, tileAt + 2 * WIDTH);
    c3x.intoArray(tile, tileAt + 3 * WIDTH);
  }
}
