package io.github.paenmf.core.tile;

/**
 * The inner loops. A tile is some rows of A times a panel of B, which has one to {@link
 * #MOST_VECTORS} vectors side by side:
 *
 * <pre>
 *   tile[tileAt + k * width + j] =
 *       sum_l a[aAt + k * aRow + l * aStep] * b[bAt + l * width + j]
 * </pre>
 *
 * for k below {@link #height} and l below {@code depth}. A tile stays in registers; a step loads
 * the vectors of B and spreads the numbers of A, which are read where they are. Each element is its
 * own sum over ascending l, by fused multiplication and addition.
 */
interface TileLoops {

  /** Vectors of the widest panel. */
  int MOST_VECTORS = 4;

  /** Vectors of a tile at most: of 32 registers, those of B and one of A are left. */
  int MOST_REGISTERS = 24;

  /** Rows of A in the tallest tile. */
  int TALLEST = 12;

  /** Rows of A in a tile with so many vectors side by side. */
  static int height(int vectors) {
    return switch (vectors) {
      case 1 -> TALLEST;
      case 2 -> 10;
      case 3 -> 8;
      default -> 6;
    };
  }

  /** Floats of a vector. */
  int lanes();

  /** A tile, {@code vectors} vectors wide. */
  void multiply(
      int vectors,
      float[] a,
      int aAt,
      int aRow,
      int aStep,
      float[] b,
      int bAt,
      int depth,
      float[] tile,
      int tileAt);

  /** {@code c[cAt + i] += tile[tileAt + i]} for i below {@code length}, a multiple of the lanes. */
  void add(float[] tile, int tileAt, int length, float[] c, int cAt);

  /**
   * Inner products of {@link NarrowProduct#ROWS} rows of A with two rows of B, {@code into[2 k + s]
   * = sum_l a[aAt + k * aRow + l] * b[(s == 0 ? first : second) + l]}, the lanes summed last.
   *
   * @param length of the rows, a multiple of the lanes
   */
  void dots(
      float[] a, int aAt, int aRow, int length, float[] b, int first, int second, float[] into);

  /**
   * Adds multiples of {@link NarrowProduct#ROWS} rows of A to two rows of C, {@code c[(s == 0 ?
   * first : second) + l] += sum_k factors[2 k + s] * a[aAt + k * aRow + l]}.
   *
   * @param length of the rows, a multiple of the lanes
   */
  void addMultiples(
      float[] a, int aAt, int aRow, int length, float[] factors, float[] c, int first, int second);
}
