package io.github.paenmf.core.tile;

/**
 * The inner loops. A tile is the product of some rows, taken from A, with a panel of B, which has
 * one to {@link #MOST_VECTORS} vectors side by side. It stays in registers; a step loads the
 * vectors of B and spreads the numbers of A, which are read where they are. Where the sum runs down
 * the columns of A it goes through memory instead, and rows of B stay in registers: A is read along
 * its rows in both. Each element is its own sum over ascending steps, by fused multiplication and
 * addition.
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

  /** Rows of which outer products are added at a time. */
  int ROWS = 6;

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
   * Adds outer products of rows of A with those of B, which are {@code vectors} vectors long:
   *
   * <pre>
   *   c[cAt + l * width + j] += sum_k a[aAt + k * aStep + l] * b[bAt + k * width + j]
   * </pre>
   *
   * for l below {@code columns} and k below {@link #ROWS}. Of fewer rows of A the last one is read
   * as all that are missing, those of B are 0 then.
   *
   * @param rows of A, 1 to {@link #ROWS}
   */
  void addOuterProducts(
      int vectors,
      float[] a,
      int aAt,
      int aStep,
      int rows,
      float[] b,
      int bAt,
      int columns,
      float[] c,
      int cAt);

  /**
   * Adds multiples of rows of A to two rows of C, which may be the same when the second factors are
   * 0:
   *
   * <pre>
   *   c[first + l] += sum_k factors[2 k] * a[aAt + k * aStep + l]
   *   c[second + l] += sum_k factors[2 k + 1] * a[aAt + k * aStep + l]
   * </pre>
   *
   * for l below {@code columns} and k below {@link #ROWS}; missing rows as above.
   */
  void addToFew(
      float[] a,
      int aAt,
      int aStep,
      int rows,
      float[] factors,
      int columns,
      float[] c,
      int first,
      int second);

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
}
