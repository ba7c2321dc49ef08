package io.github.paenmf.core.tile;

/**
 * Rows of A in groups of the sizes that {@link TileLoops} has: large ones, and at the end a small
 * one where it is enough.
 *
 * @param rows how many there are
 */
record RowGroups(int rows) {

  /** Number of groups. */
  int count() {
    return (rows + TileLoops.LARGE - 1) / TileLoops.LARGE;
  }

  /** First row of a group. */
  int start(int group) {
    return group * TileLoops.LARGE;
  }

  /** Rows of a group, those filled up with zeros included. */
  int size(int group) {
    int left = rows - start(group);
    return left <= TileLoops.SMALL ? TileLoops.SMALL : TileLoops.LARGE;
  }

  /** All rows, those filled up with zeros included. */
  int padded() {
    return rows == 0 ? 0 : start(count() - 1) + size(count() - 1);
  }

  /**
   * Lays A out group after group, a column of a group side by side, as the loops read it.
   *
   * @param from holds element (k, l) at {@code offset + k * rowStep + l}
   * @param columns number of columns
   * @param into at least padded rows x columns from {@code at} on, overwritten
   */
  void lay(float[] from, int offset, int rowStep, int columns, float[] into, int at) {
    for (int g = 0; g < count(); g++) {
      int size = size(g);
      int start = at + start(g) * columns;
      int first = offset + start(g) * rowStep;
      if (size == TileLoops.LARGE && start(g) + size <= rows) {
        layEight(from, first, rowStep, columns, into, start);
        continue;
      }
      for (int k = 0; k < size; k++) {
        boolean given = start(g) + k < rows;
        int row = first + k * rowStep;
        for (int l = 0; l < columns; l++) {
          into[start + l * size + k] = given ? from[row + l] : 0f;
        }
      }
    }
  }

  /** The same for a full group. */
  private static void layEight(
      float[] from, int first, int step, int columns, float[] into, int at) {
    for (int l = 0; l < columns; l++) {
      int o = at + l * TileLoops.LARGE;
      int p = first + l;
      into[o] = from[p];
      into[o + 1] = from[p + step];
      into[o + 2] = from[p + 2 * step];
      into[o + 3] = from[p + 3 * step];
      into[o + 4] = from[p + 4 * step];
      into[o + 5] = from[p + 5 * step];
      into[o + 6] = from[p + 6 * step];
      into[o + 7] = from[p + 7 * step];
    }
  }
}
