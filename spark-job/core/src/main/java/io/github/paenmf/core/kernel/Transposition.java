package io.github.paenmf.core.kernel;

/**
 * Moves between r rows of n floats, as the project stores parts and latents, and n rows of r floats
 * padded to {@code width}, the first at {@code first}, as the sparse loops stream them. Both sides
 * are walked in small squares, so that neither misses the cache at every step.
 */
final class Transposition {

  private static final int SQUARE = 32;

  private Transposition() {}

  /** {@code rows[first + i * width + j] = columns[j * n + i]}; the padding becomes 0. */
  static void toPaddedRows(float[] columns, int r, int n, int width, float[] rows, int first) {
    for (int from = 0; from < n; from += SQUARE) {
      int to = Math.min(n, from + SQUARE);
      for (int j = 0; j < r; j++) {
        for (int i = from; i < to; i++) {
          rows[first + i * width + j] = columns[j * n + i];
        }
      }
      for (int i = from; i < to; i++) {
        for (int j = r; j < width; j++) {
          rows[first + i * width + j] = 0f;
        }
      }
    }
  }

  /** {@code columns[j * n + i] = rows[first + i * width + j]}. */
  static void fromPaddedRows(float[] rows, int first, int r, int n, int width, float[] columns) {
    for (int from = 0; from < n; from += SQUARE) {
      int to = Math.min(n, from + SQUARE);
      for (int j = 0; j < r; j++) {
        for (int i = from; i < to; i++) {
          columns[j * n + i] = rows[first + i * width + j];
        }
      }
    }
  }

  /** {@code columns[j * n + i] += rows[first + i * width + j]}. */
  static void addFromPaddedRows(float[] rows, int first, int r, int n, int width, float[] columns) {
    for (int from = 0; from < n; from += SQUARE) {
      int to = Math.min(n, from + SQUARE);
      for (int j = 0; j < r; j++) {
        for (int i = from; i < to; i++) {
          columns[j * n + i] += rows[first + i * width + j];
        }
      }
    }
  }
}
