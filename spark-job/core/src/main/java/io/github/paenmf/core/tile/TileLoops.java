package io.github.paenmf.core.tile;

/**
 * The inner loops: each adds to a tile of C the product of a group of rows of A and a panel of B,
 *
 * <pre>
 *   c[cAt + k * width + j] += sum_l a[aAt + l * group + k] * b[bAt + l * bStep + j]
 * </pre>
 *
 * for k below the group's size and l below {@code depth}. The tile stays in registers, a step loads
 * some vectors of B and spreads the numbers of A. Each element is its own sum over ascending l, by
 * fused multiplication and addition. The width of a panel is {@link #VECTORS} vectors; narrow loops
 * work on one vector of it.
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
  void wideLarge(float[] a, int aAt, float[] b, int bAt, int bStep, int depth, float[] c, int cAt);

  /** A small group and three vectors. */
  void wideSmall(float[] a, int aAt, float[] b, int bAt, int bStep, int depth, float[] c, int cAt);

  /** A large group and one vector. */
  void narrowLarge(
      float[] a, int aAt, float[] b, int bAt, int bStep, int depth, float[] c, int cAt);

  /** A small group and one vector. */
  void narrowSmall(
      float[] a, int aAt, float[] b, int bAt, int bStep, int depth, float[] c, int cAt);
}
