package io.github.paenmf.core.kernel;

/**
 * Where rows of floats stand in an array. A JVM puts an array's floats 16 bytes behind its header,
 * and a large array at the start of a page; so that vectors of a row then lie within cache lines of
 * 64 bytes, the first row begins 48 bytes later. Vectors across two lines cost twice.
 */
final class PaddedRows {

  /** Index of the first row. */
  static final int FIRST = 12;

  private PaddedRows() {}

  /** Index of the first float of row i, which must be below {@link #length} of some array. */
  static int at(int i, int width) {
    return FIRST + i * width;
  }

  /** Floats of an array of n rows. */
  static long length(long n, int width) {
    return FIRST + n * width;
  }
}
