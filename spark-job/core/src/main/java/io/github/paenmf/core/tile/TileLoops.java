package io.github.paenmf.core.tile;

/**
 * The inner loops: each multiplies a group of rows of A by a panel of B into a tile,
 *
 * <pre>
 *   tile[tileAt + k * width + j] = sum_l a[aAt + l * group + k] * b[bAt + l * bStep + j]
 * </pre>
 *
 * for k below the group's size and l below {@code depth}. The tile stays in registers, a step loads
 * some vectors of B and spreads the numbers of A. Each element is its own sum over ascending l, by
 * fused multiplication and addition. The width of a panel is {@link #VECTORS} vectors; narrow loops
 * work on its first vector.
 */
interface TileLoops {

  /** Vectors side by side in a panel. */
  int VECTORS = 3;

  /** Rows of A in a large group. With three vectors, 24 of 32 registers hold the tile. */
  int LARGE = 8;

  /** Rows of A in a small group. */
  int SMALL = 4;

  /** Floats of a vector. */
  int lanes();

  /** A large group and three vectors. */
  void wideLarge(
      float[] a, int aAt, float[] b, int bAt, int bStep, int depth, float[] tile, int tileAt);

  /** A small group and three vectors. */
  void wideSmall(
      float[] a, int aAt, float[] b, int bAt, int bStep, int depth, float[] tile, int tileAt);

  /** A large group and one vector. */
  void narrowLarge(
      float[] a, int aAt, float[] b, int bAt, int bStep, int depth, float[] tile, int tileAt);

  /** A small group and one vector. */
  void narrowSmall(
      float[] a, int aAt, float[] b, int bAt, int bStep, int depth, float[] tile, int tileAt);

  /** {@code c[cAt + i] += tile[tileAt + i]} for i below {@code length}, a multiple of the lanes. */
  void add(float[] tile, int tileAt, int length, float[] c, int cAt);
}
