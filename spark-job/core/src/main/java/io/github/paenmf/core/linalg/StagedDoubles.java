package io.github.paenmf.core.linalg;

/**
 * A float64 matrix outside the heap, filled from and added to arrays of the heap by way of an array
 * of the same length. It grows and never shrinks.
 */
final class StagedDoubles implements AutoCloseable {

  private NativeDoubles held;
  private double[] staged = new double[0];

  /** Room for so many values; what they are is undefined after growth. */
  NativeDoubles reserve(int length) {
    if (held == null || length > staged.length) {
      close();
      held = new NativeDoubles(length);
      staged = new double[length];
    }
    return held;
  }

  /** What was reserved last. */
  NativeDoubles held() {
    return held;
  }

  /**
   * Takes over a piece of every row of a matrix, one after the other.
   *
   * @param from the matrix, row after row
   * @param stride length of its rows
   * @param rows number of its rows
   * @param first place in the row where pieces begin
   * @param width of a piece
   */
  void put(float[] from, int stride, int rows, int first, int width) {
    reserve(Math.multiplyExact(rows, width));
    for (int row = 0; row < rows; row++) {
      int at = row * stride + first;
      for (int t = 0; t < width; t++) {
        staged[row * width + t] = from[at + t];
      }
    }
    held.put(staged, rows * width);
  }

  /** Takes over the first {@code length} values of an array. */
  void put(double[] from, int length) {
    reserve(length).put(from, length);
  }

  /** The first {@code length} values, in an array that is overwritten by the next call. */
  double[] get(int length) {
    held.get(staged, length);
    return staged;
  }

  /** Adds pieces to those of every row of a matrix, which are laid out as for taking over. */
  void addTo(float[] into, int stride, int rows, int first, int width) {
    held.get(staged, rows * width);
    for (int row = 0; row < rows; row++) {
      int at = row * stride + first;
      for (int t = 0; t < width; t++) {
        into[at + t] += (float) staged[row * width + t];
      }
    }
  }

  /** Adds the first {@code length} values. */
  void addTo(double[] into, int length) {
    held.get(staged, length);
    for (int i = 0; i < length; i++) {
      into[i] += staged[i];
    }
  }

  @Override
  public void close() {
    if (held != null) {
      held.close();
      held = null;
    }
    staged = new double[0];
  }
}
