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
   * @param from holds element (k, l) at {@code offset + k * rowStep + l * columnStep}
   * @param columns number of columns
   * @param into at least padded rows x columns from {@code at} on, overwritten
   */
  void lay(
      float[] from, int offset, int rowStep, int columnStep, int columns, float[] into, int at) {
    for (int g = 0; g < count(); g++) {
      int size = size(g);
      int start = at + start(g) * columns;
      for (int k = 0; k < size; k++) {
        int row = start(g) + k;
        if (row >= rows) {
          for (int l = 0; l < columns; l++) {
            into[start + l * size + k] = 0f;
          }
        } else if (columnStep == 1) {
          int first = offset + row * rowStep;
          for (int l = 0; l < columns; l++) {
            into[start + l * size + k] = from[first + l];
          }
        } else {
          int first = offset + row * rowStep;
          for (int l = 0; l < columns; l++) {
            into[start + l * size + k] = from[first + l * columnStep];
          }
        }
      }
    }
  }
}
