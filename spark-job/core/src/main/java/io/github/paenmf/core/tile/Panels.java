package io.github.paenmf.core.tile;

/** Lays a part of B out as a panel, {@code into[at + l * width + j]}. */
final class Panels {

  /** Columns that are turned side by side: a cache line of them. */
  private static final int TURNED = 16;

  private Panels() {}

  /** From rows l that stand {@code rowStep} apart; columns from {@code columns} on are left. */
  static void copy(
      float[] from,
      int offset,
      int rowStep,
      int rows,
      int columns,
      float[] into,
      int at,
      int width) {
    for (int l = 0; l < rows; l++) {
      System.arraycopy(from, offset + l * rowStep, into, at + l * width, columns);
    }
  }

  /**
   * From columns j that stand {@code columnStep} apart, each with its rows side by side; columns
   * from {@code columns} on are left.
   */
  static void turn(
      float[] from,
      int offset,
      int columnStep,
      int rows,
      int columns,
      float[] into,
      int at,
      int width) {
    int j = 0;
    for (; j + TURNED <= columns; j += TURNED) {
      turnSixteen(from, offset + j * columnStep, columnStep, rows, into, at + j, width);
    }
    for (int l = 0; l < rows && j < columns; l++) {
      for (int left = j; left < columns; left++) {
        into[at + l * width + left] = from[offset + left * columnStep + l];
      }
    }
  }

  /** A whole cache line is written at each step. */
  private static void turnSixteen(
      float[] from, int first, int step, int rows, float[] into, int at, int width) {
    for (int l = 0; l < rows; l++) {
      int o = at + l * width;
      int p = first + l;
      into[o] = from[p];
      into[o + 1] = from[p + step];
      into[o + 2] = from[p + 2 * step];
      into[o + 3] = from[p + 3 * step];
      into[o + 4] = from[p + 4 * step];
      into[o + 5] = from[p + 5 * step];
      into[o + 6] = from[p + 6 * step];
      into[o + 7] = from[p + 7 * step];
      into[o + 8] = from[p + 8 * step];
      into[o + 9] = from[p + 9 * step];
      into[o + 10] = from[p + 10 * step];
      into[o + 11] = from[p + 11 * step];
      into[o + 12] = from[p + 12 * step];
      into[o + 13] = from[p + 13 * step];
      into[o + 14] = from[p + 14 * step];
      into[o + 15] = from[p + 15 * step];
    }
  }
}
