package io.github.paenmf.core.fitted;

/**
 * Double to single precision by whole numbers, in loops that the compiler turns into vectors: it
 * does not do so with conversions.
 */
final class Narrowing {

  /** Bits of a double's fraction that a float has no room for. */
  private static final int SPARE = 52 - 23;

  private static final long BELOW_HALF = (1L << (SPARE - 1)) - 1;

  /** How much larger a double's exponent is than that of the same float. */
  private static final long BIAS = (1023L - 127) << 23;

  private static final long LEAST = Double.doubleToRawLongBits(Float.MIN_NORMAL);
  private static final long MOST = Double.doubleToRawLongBits(Float.MAX_VALUE);

  private Narrowing() {}

  /**
   * Whether all doubles are 0 or positive normal numbers of single precision.
   *
   * @param bits of doubles
   */
  static boolean inRange(long[] bits) {
    long outside = 0;
    for (int t = 0; t < bits.length; t++) {
      long b = bits[t];
      // A sign is left of negative numbers, of those above the most, and of those between 0 and
      // the least.
      outside |= b | (MOST - b) | ((b - LEAST) & ~(b - 1));
    }
    return outside >= 0;
  }

  /**
   * Rounds to the nearest, of two equally near ones to the even one.
   *
   * @param bits of doubles that are in range, replaced by those of floats
   */
  static void round(long[] bits) {
    for (int t = 0; t < bits.length; t++) {
      long b = bits[t];
      long rounded = ((b + BELOW_HALF + ((b >>> SPARE) & 1)) >>> SPARE) - BIAS;
      // 0 is all that lies below the least.
      bits[t] = rounded & ~((b - LEAST) >> 63);
    }
  }
}
