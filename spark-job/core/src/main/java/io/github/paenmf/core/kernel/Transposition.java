package io.github.paenmf.core.kernel;

/**
 * Moves between r rows of n floats, as the project stores parts and latents, and n rows of r floats
 * padded to {@code width} ({@link PaddedRows}), as the sparse loops stream them. Both sides are
 * walked in small squares, so that neither misses the cache at every step.
 */
final class Transposition {

  private static final int SQUARE = 32;

  private Transposition() {}

  /** {@code rows(i, j) = columns[j * n + i]}; the padding becomes 0. */
  static void toPaddedRows(float[] columns, int r, int n, int width, float[] rows) {
    for (int from = 0; from < n; from += SQUARE) {
      int to = Math.min(n, from + SQUARE);
      for (int j = 0; j < r; j++) {
        for (int i = from; i < to; i++) {
          rows[PaddedRows.at(i, width) + j] = columns[j * n + i];
        }
      }
      for (int i = from; i < to; i++) {
        for (int j = r; j < width; j++) {
          rows[PaddedRows.at(i, width) + j] = 0f;
        }
      }
    }
  }

  /** {@code columns[j * n + i] = rows(i, j)}. */
  static void fromPaddedRows(float[] rows, int r, int n, int width, float[] columns) {
    for (int from = 0; from < n; from += SQUARE) {
      int to = Math.min(n, from + SQUARE);
      for (int j = 0; j < r; j++) {
        for (int i = from; i < to; i++) {
          columns[j * n + i] = rows[PaddedRows.at(i, width) + j];
        }
      }
    }
  }

  /** {@code columns[j * n + i] += rows(i, j)}. */
  static void addFromPaddedRows(float[] rows, int r, int n, int width, float[] columns) {
    for (int from = 0; from < n; from += SQUARE) {
      int to = Math.min(n, from + SQUARE);
      for (int j = 0; j < r; j++) {
        for (int i = from; i < to; i++) {
          columns[j * n + i] += rows[PaddedRows.at(i, width) + j];
        }
      }
    }
  }
}
