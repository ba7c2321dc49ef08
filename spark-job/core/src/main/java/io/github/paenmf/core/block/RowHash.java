package io.github.paenmf.core.block;

/**
 * Content hash of a data point: a 64-bit mix of its non-zero values and their feature indices, so
 * that the dense and the sparse form of the same row have the same hash whatever file, partition or
 * order they came in.
 */
public final class RowHash {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private RowHash() {}

  /** Hash of one dense row that starts at {@code offset} and has {@code features} values. */
  public static long dense(float[] values, int offset, int features) {
    long hash = seed(features);
    for (int t = 0; t < features; t++) {
      float v = values[offset + t];
      if (v != 0f) {
        hash = mix(hash, t, v);
      }
    }
    return finish(hash);
  }

  /**
   * Hash of one sparse row: positions {@code from} to {@code to} of the two arrays, feature indices
   * ascending.
   */
  public static long sparse(int[] columns, float[] values, int from, int to, int features) {
    long hash = seed(features);
    for (int p = from; p < to; p++) {
      if (values[p] != 0f) {
        hash = mix(hash, columns[p], values[p]);
      }
    }
    return finish(hash);
  }

  private static long seed(int features) {
    return features * GOLDEN;
  }

  private static long mix(long hash, int column, float value) {
    long word = ((long) column << 32) | (Float.floatToIntBits(value) & 0xFFFFFFFFL);
    return Long.rotateLeft((hash ^ word) * 0xBF58476D1CE4E5B9L, 31) * 0x94D049BB133111EBL + GOLDEN;
  }

  private static long finish(long hash) {
    long z = hash;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
