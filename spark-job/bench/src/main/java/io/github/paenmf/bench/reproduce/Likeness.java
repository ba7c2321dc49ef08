package io.github.paenmf.bench.reproduce;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;

/** Whether rows that are alike have closer posteriors than others. */
final class Likeness {

  private Likeness() {}

  /** How far two rows are apart, by their numbers. */
  @FunctionalInterface
  interface Distance {
    double between(int row, int other);
  }

  /**
   * Area under the curve of telling pairs that are alike from the others by the divergence of their
   * posteriors: the chance that a pair that is alike has the smaller one; .5 is a coin.
   *
   * @param alike 1 for pairs that are alike, 0 for others, -1 for pairs that do not count
   */
  static double areaUnderCurve(Posteriors posteriors, IntBinaryOperator alike) {
    return areaUnderCurve(posteriors.size(), posteriors::logDivergence, alike);
  }

  /** The same by another distance of two rows. */
  static double areaUnderCurve(int n, Distance distance, IntBinaryOperator alike) {
    double[] divergence = new double[n * (n - 1) / 2];
    boolean[] positive = new boolean[divergence.length];
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        int kind = alike.applyAsInt(i, j);
        if (kind >= 0) {
          divergence[count] = distance.between(i, j);
          positive[count++] = kind == 1;
        }
      }
    }
    return areaUnderCurve(Arrays.copyOf(divergence, count), positive);
  }

  /** The same for given values; equal values count half. */
  static double areaUnderCurve(double[] values, boolean[] positive) {
    Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double ranksOfPositives = 0;
    long positives = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      double rank = (from + 1 + to) / 2.0;
      for (int p = from; p < to; p++) {
        if (positive[order[p]]) {
          ranksOfPositives += rank;
          positives++;
        }
      }
      from = to;
    }
    long negatives = order.length - positives;
    double above = ranksOfPositives - positives * (positives + 1) / 2.0;
    return 1 - above / ((double) positives * negatives);
  }

  /** Index of the nearest other row by Euclidean distance, copies left out. */
  static int[] nearest(float[][] rows) {
    int[] nearest = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double least = Double.POSITIVE_INFINITY;
      for (int j = 0; j < rows.length; j++) {
        double d = j == i ? 0 : Distances.squared(rows[i], rows[j]);
        if (d > 0 && d < least) {
          least = d;
          nearest[i] = j;
        }
      }
    }
    return nearest;
  }
}
