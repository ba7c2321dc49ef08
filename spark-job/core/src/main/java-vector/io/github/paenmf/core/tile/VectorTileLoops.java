package io.github.paenmf.core.tile;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link TileLoops} with the Vector API. */
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
  public void alongRows(
      int vectors,
      float[] a,
      int aAt,
      int aStep,
      float[] b,
      int bAt,
      int depth,
      float[] tile,
      int tileAt) {
    int even = depth - depth % STEPS;
    switch (vectors) {
      case 1 -> RowTiles.one(a, aAt, aStep, b, bAt, even, tile, tileAt);
      case 2 -> RowTiles.two(a, aAt, aStep, b, bAt, even, tile, tileAt);
      default -> RowTiles.three(a, aAt, aStep, b, bAt, even, tile, tileAt);
    }
    if (even < depth) {
      addStep(vectors, a, aAt + even, aStep, b, bAt + even * vectors * LANES, tile, tileAt);
    }
  }

  /** The last step of an odd number, to a tile that is stored already. */
  private static void addStep(
      int vectors, float[] a, int aAt, int aRow, float[] b, int bAt, float[] tile, int tileAt) {
    int height = TileLoops.height(vectors);
    for (int k = 0; k < height; k++) {
      FloatVector factor = FloatVector.broadcast(SPECIES, a[aAt + k * aRow]);
      for (int v = 0; v < vectors; v++) {
        int at = tileAt + (k * vectors + v) * LANES;
        load(b, bAt + v * LANES).fma(factor, load(tile, at)).intoArray(tile, at);
      }
    }
  }

  @Override
  public void dots(
      float[] a,
      int row0,
      int row1,
      int row2,
      int row3,
      int length,
      float[] b,
      int first,
      int second,
      int tileAt) {
    FloatVector c0x = load(b, tileAt);
    FloatVector c0y = load(b, tileAt + LANES);
    FloatVector c1x = load(b, tileAt + 2 * LANES);
    FloatVector c1y = load(b, tileAt + 3 * LANES);
    FloatVector c2x = load(b, tileAt + 4 * LANES);
    FloatVector c2y = load(b, tileAt + 5 * LANES);
    FloatVector c3x = load(b, tileAt + 6 * LANES);
    FloatVector c3y = load(b, tileAt + 7 * LANES);
    for (int l = 0; l < length; l += LANES) {
      FloatVector x = load(b, first + l);
      FloatVector y = load(b, second + l);
      FloatVector a0 = load(a, row0 + l);
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
    c0x.intoArray(b, tileAt);
    c0y.intoArray(b, tileAt + LANES);
    c1x.intoArray(b, tileAt + 2 * LANES);
    c1y.intoArray(b, tileAt + 3 * LANES);
    c2x.intoArray(b, tileAt + 4 * LANES);
    c2y.intoArray(b, tileAt + 5 * LANES);
    c3x.intoArray(b, tileAt + 6 * LANES);
    c3y.intoArray(b, tileAt + 7 * LANES);
  }

  @Override
  public void addOuterProducts(
      int vectors,
      float[] a,
      int aAt,
      int aStep,
      int rows,
      float[] b,
      int bAt,
      int columns,
      float[] c,
      int cAt) {
    int last = rows - 1;
    int even = columns - columns % STEPS;
    switch (vectors) {
      case 1 -> OuterProducts.one(a, aAt, aStep, last, b, bAt, even, c, cAt);
      case 2 -> OuterProducts.two(a, aAt, aStep, last, b, bAt, even, c, cAt);
      default -> OuterProducts.three(a, aAt, aStep, last, b, bAt, even, c, cAt);
    }
    if (even < columns) {
      for (int k = 0; k < rows; k++) {
        FloatVector factor = FloatVector.broadcast(SPECIES, a[aAt + k * aStep + even]);
        for (int v = 0; v < vectors; v++) {
          int at = cAt + (even * vectors + v) * LANES;
          load(b, bAt + (k * vectors + v) * LANES).fma(factor, load(c, at)).intoArray(c, at);
        }
      }
    }
  }

  @Override
  public void addToFew(
      float[] a,
      int aAt,
      int aStep,
      int rows,
      float[] factors,
      int columns,
      float[] c,
      int first,
      int second) {
    int last = rows - 1;
    int whole = columns - columns % LANES;
    OuterProducts.few(a, aAt, aStep, last, factors, whole, c, first, second);
    for (int k = 0; k < rows; k++) {
      for (int l = whole; l < columns; l++) {
        float value = a[aAt + k * aStep + l];
        c[first + l] += factors[2 * k] * value;
        c[second + l] += factors[2 * k + 1] * value;
      }
    }
  }
}
