package io.github.paenmf.core.tile;

/** Pieces of a length: as few as can be, and of nearly the same size. */
final class Pieces {

  private Pieces() {}

  /** The smallest multiple of a unit that is not below a length. */
  static int whole(int length, int unit) {
    return (length + unit - 1) / unit * unit;
  }

  /**
   * Where the piece that starts at {@code from} ends. All but the last one are whole multiples.
   *
   * @param from a start, 0 or the end of another piece
   * @param length of all pieces
   * @param most of one piece, a multiple of {@code unit}
   * @param unit what a piece is a multiple of
   */
  static int end(int from, int length, int most, int unit) {
    int left = length - from;
    int pieces = (left + most - 1) / most;
    int units = (left + unit - 1) / unit;
    return Math.min(length, from + (units + pieces - 1) / pieces * unit);
  }
}
