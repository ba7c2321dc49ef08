package io.github.paenmf.core.pass;

/** Adding arrays element by element, the only arithmetic that statistics need. */
final class Sums {

  private Sums() {}

  static void add(double[] into, double[] from) {
    for (int i = 0; i < into.length; i++) {
      into[i] += from[i];
    }
  }

  static void add(float[] into, float[] from) {
    for (int i = 0; i < into.length; i++) {
      into[i] += from[i];
    }
  }
}
