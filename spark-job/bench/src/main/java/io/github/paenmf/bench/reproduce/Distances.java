package io.github.paenmf.bench.reproduce;

import java.util.Arrays;

/** Euclidean distances between rows. */
final class Distances {

  private Distances() {}

  static double squared(float[] one, float[] other) {
    double sum = 0;
    for (int t = 0; t < one.length; t++) {
      double d = one[t] - other[t];
      sum += d * d;
    }
    return sum;
  }

  /** Median over rows of the distance to the nearest of the others. */
  static double medianToNearest(float[][] rows, float[][] others) {
    double[] nearest = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double least = Double.POSITIVE_INFINITY;
      for (float[] other : others) {
        least = Math.min(least, squared(rows[i], other));
      }
      nearest[i] = Math.sqrt(least);
    }
    Arrays.sort(nearest);
    return nearest[nearest.length / 2];
  }
}
