package io.github.paenmf.core.tile;

/**
 * The inner loops. A tile is the product of some rows, taken from A, with a panel of B, which has
 * one to {@link #MOST_VECTORS} vectors side by side. It stays in registers; a step loads the
 * vectors of B and spreads the numbers of A, which are read where they are. Each element is its own
 * sum over ascending steps, by fused multiplication and addition.
 */
interface TileLoops {

  /** Vectors of the widest panel. */
  int MOST_VECTORS = 3;

  /** Vectors of a tile at most: of 32 registers, those of B and one of A are left. */
  int MOST_REGISTERS = 24;

  /** Rows of A in the tallest tile. */
  int TALLEST = 12;

  /** A multiple of the heights of all tiles. */
  int BOTH_HEIGHTS = 24;

  /** Steps of a sum that are done at a time; a sum of another length takes longer. */
  int STEPS = 2;

  /** Rows of A in a tile with so many vectors side by side. */
  static int height(int vectors) {
    return vectors < MOST_VECTORS ? TALLEST : MOST_REGISTERS / MOST_VECTORS;
  }

  /** Floats of a vector. */
  int lanes();

  /**
   * A tile whose sums run along rows of A, {@code vectors} vectors wide:
   *
   * <pre>
   *   tile[tileAt + k * width + j] = sum_l a[aAt + k * aStep + l] * b[bAt + l * width + j]
   * </pre>
   *
   * for k below {@link #height} and l below {@code depth}.
   */
  void alongRows(
      int vectors,
      float[] a,
      int aAt,
      int aStep,
      float[] b,
      int bAt,
      int depth,
      float[] tile,
      int tileAt);

  /**
   * A tile whose sums run down columns of A, {@code vectors} vectors wide:
   *
   * <pre>
   *   tile[tileAt + k * width + j] = sum_l a[aAt + l * aStep + k] * b[bAt + l * width + j]
   * </pre>
   *
   * for k below {@link #height} and l below {@code depth}.
   */
  void downColumns(
      int vectors,
      float[] a,
      int aAt,
      int aStep,
      float[] b,
      int bAt,
      int depth,
      float[] tile,
      int tileAt);

  /** {@code c[cAt + i] += tile[tileAt + i]} for i below {@code length}, a multiple of the lanes. */
  void add(float[] tile, int tileAt, int length, float[] c, int cAt);

  /**
   * Adds inner products of four rows of A, which start at {@code row0} to {@code row3}, with two
   * rows of B, lane by lane: to the vector {@code 2 k + s} of a tile, which is in the array of B,
   * those terms {@code a[row_k + l] * b[(s == 0 ? first : second) + l]} of which l falls into its
   * lane.
   *
   * @param length of the rows, a multiple of the lanes
   */
  void dots(
      float[] a,
      int row0,
      int row1,
      int row2,
      int row3,
      int length,
      float[] b,
      int first,
      int second,
      int tileAt);

  /**
   * Two combinations of rows of B, three vectors wide:
   *
   * <pre>
   *   tile[tileAt + s * width + j] =
   *       sum_l a[(s == 0 ? first : second) + l] * b[bAt + l * bStep + j]
   * </pre>
   *
   * for l below {@code depth}.
   */
  void combine(
      float[] a,
      int first,
      int second,
      int depth,
      float[] b,
      int bAt,
      int bStep,
      float[] tile,
      int tileAt);
}
