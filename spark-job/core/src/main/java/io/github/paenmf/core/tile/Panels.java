package io.github.paenmf.core.tile;

import java.util.Arrays;

/**
 * Moves between rows j of some length, as the project stores parts and latents, and a panel that
 * holds element l of row j at {@code l * width + j}.
 */
final class Panels {

  /** Rows that are turned side by side: a cache line of them. */
  private static final int LINE = Workspace.LINE;

  private Panels() {}

  /** Lays rows out as a panel; the columns without a row become 0. */
  static void lay(float[] rows, int from, int length, int count, float[] panel, int at, int width) {
    if (count < width) {
      Arrays.fill(panel, at, at + length * width, 0f);
    }
    int j = 0;
    for (; j + LINE <= count; j += LINE) {
      laySixteen(rows, from + j * length, length, panel, at + j, width);
    }
    for (; j < count; j++) {
      for (int l = 0; l < length; l++) {
        panel[at + l * width + j] = rows[from + j * length + l];
      }
    }
  }

  /** A whole cache line is written at each step. */
  private static void laySixteen(
      float[] rows, int from, int length, float[] panel, int at, int width) {
    for (int l = 0; l < length; l++) {
      int o = at + l * width;
      int p = from + l;
      panel[o] = rows[p];
      panel[o + 1] = rows[p + length];
      panel[o + 2] = rows[p + 2 * length];
      panel[o + 3] = rows[p + 3 * length];
      panel[o + 4] = rows[p + 4 * length];
      panel[o + 5] = rows[p + 5 * length];
      panel[o + 6] = rows[p + 6 * length];
      panel[o + 7] = rows[p + 7 * length];
      panel[o + 8] = rows[p + 8 * length];
      panel[o + 9] = rows[p + 9 * length];
      panel[o + 10] = rows[p + 10 * length];
      panel[o + 11] = rows[p + 11 * length];
      panel[o + 12] = rows[p + 12 * length];
      panel[o + 13] = rows[p + 13 * length];
      panel[o + 14] = rows[p + 14 * length];
      panel[o + 15] = rows[p + 15 * length];
    }
  }

  /** Brings a panel back into rows, {@code step} apart. */
  static void bringBack(
      float[] panel, int at, int width, int length, int count, float[] rows, int from, int step) {
    int l = 0;
    for (; l + LINE <= length; l += LINE) {
      bringSixteen(panel, at + l * width, width, count, rows, from + l, step);
    }
    for (int j = 0; j < count; j++) {
      for (int k = l; k < length; k++) {
        rows[from + j * step + k] = panel[at + k * width + j];
      }
    }
  }

  /** A whole cache line is written at each step. */
  private static void bringSixteen(
      float[] panel, int at, int width, int count, float[] rows, int from, int step) {
    for (int j = 0; j < count; j++) {
      int o = from + j * step;
      int p = at + j;
      rows[o] = panel[p];
      rows[o + 1] = panel[p + width];
      rows[o + 2] = panel[p + 2 * width];
      rows[o + 3] = panel[p + 3 * width];
      rows[o + 4] = panel[p + 4 * width];
      rows[o + 5] = panel[p + 5 * width];
      rows[o + 6] = panel[p + 6 * width];
      rows[o + 7] = panel[p + 7 * width];
      rows[o + 8] = panel[p + 8 * width];
      rows[o + 9] = panel[p + 9 * width];
      rows[o + 10] = panel[p + 10 * width];
      rows[o + 11] = panel[p + 11 * width];
      rows[o + 12] = panel[p + 12 * width];
      rows[o + 13] = panel[p + 13 * width];
      rows[o + 14] = panel[p + 14 * width];
      rows[o + 15] = panel[p + 15 * width];
    }
  }

  /** Adds a panel to rows, {@code step} apart. */
  static void addBack(
      float[] panel, int at, int width, int length, int count, float[] rows, int from, int step) {
    for (int first = 0; first < length; first += LINE) {
      int end = Math.min(length, first + LINE);
      for (int j = 0; j < count; j++) {
        for (int l = first; l < end; l++) {
          rows[from + j * step + l] += panel[at + l * width + j];
        }
      }
    }
  }
}
