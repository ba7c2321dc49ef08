package io.github.paenmf.cuda.kernel;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/**
 * Reads the sums of a pass as they came back: those that are kept as floats, filled up to whole
 * doubles, and behind them the others, either one after the other in the order of the layout.
 */
final class PassSums {

  private static final int AT_ONCE = 4096;

  private final FloatBuffer floats;
  private final DoubleBuffer doubles;
  private final float[] someFloats = new float[AT_ONCE];
  private final double[] someDoubles = new double[AT_ONCE];

  /**
   * Of these bytes.
   *
   * @param back what was downloaded, from its start
   * @param floatLength how many are floats
   */
  PassSums(ByteBuffer back, long floatLength) {
    floats = back.asFloatBuffer();
    doubles = back.asDoubleBuffer().position(Math.toIntExact((floatLength + 1) / 2));
  }

  /** Bytes that come back. */
  static int bytes(long length, long floatLength) {
    return Math.toIntExact(((floatLength + 1) / 2 + length - floatLength) * Double.BYTES);
  }

  /** Adds the next sums. */
  void addTo(double[] into) {
    for (int from = 0; from < into.length; from += AT_ONCE) {
      int count = Math.min(AT_ONCE, into.length - from);
      doubles.get(someDoubles, 0, count);
      add(someDoubles, count, into, from);
    }
  }

  /** Adds the next sums that are floats. */
  void addTo(float[] into) {
    for (int from = 0; from < into.length; from += AT_ONCE) {
      int count = Math.min(AT_ONCE, into.length - from);
      floats.get(someFloats, 0, count);
      add(someFloats, count, into, from);
    }
  }

  // Short loops in methods of their own are compiled after a few rounds.
  private static void add(float[] some, int count, float[] into, int from) {
    for (int i = 0; i < count; i++) {
      into[from + i] += some[i];
    }
  }

  private static void add(double[] some, int count, double[] into, int from) {
    for (int i = 0; i < count; i++) {
      into[from + i] += some[i];
    }
  }

  /** Adds up the next {@code length} sums in order. */
  double total(int length) {
    double total = 0;
    for (int i = 0; i < length; i++) {
      total += doubles.get();
    }
    return total;
  }
}
