package io.github.paenmf.cuda.kernel;

import java.nio.DoubleBuffer;

/** Reads the sums of a pass one after the other, as its layout has them. */
final class DoubleSums {

  private final DoubleBuffer values;

  DoubleSums(DoubleBuffer values) {
    this.values = values;
  }

  /** Adds the next sums. */
  void addTo(double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] += values.get();
    }
  }

  /** Adds the next sums, rounded. */
  void addTo(float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] += (float) values.get();
    }
  }

  /** Adds up the next {@code length} sums in order. */
  double total(int length) {
    double total = 0;
    for (int i = 0; i < length; i++) {
      total += values.get();
    }
    return total;
  }

  /** Passes over sums. */
  void skip(int length) {
    values.position(values.position() + length);
  }
}
