package io.github.paenmf.job.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Fewer values than there are, chosen so that a picture looks the same. */
final class Thinning {

  private Thinning() {}

  /**
   * Places along a line: the lowest and the highest of each stretch.
   *
   * @param most about so many
   */
  static int[] line(double[] values, int most) {
    if (values.length <= most) {
      return IntStream.range(0, values.length).toArray();
    }
    int stretches = most / 2;
    List<Integer> places = new ArrayList<>();
    for (int s = 0; s < stretches; s++) {
      int from = (int) ((long) values.length * s / stretches);
      int to = (int) ((long) values.length * (s + 1) / stretches);
      int low = from;
      int high = from;
      for (int i = from; i < to; i++) {
        low = values[i] < values[low] ? i : low;
        high = values[i] > values[high] ? i : high;
      }
      places.add(Math.min(low, high));
      if (low != high) {
        places.add(Math.max(low, high));
      }
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Evenly through the values sorted by size, the largest included; at most so many. */
  static int[] bySize(double[] values, int most) {
    Integer[] sorted = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
    Arrays.sort(sorted, Comparator.comparingDouble(i -> values[i]));
    int count = Math.min(most, values.length);
    int[] places = new int[count];
    for (int c = 0; c < count; c++) {
      places[c] =
          sorted[
              count == 1
                  ? values.length - 1
                  : (int) Math.round((values.length - 1.0) * c / (count - 1))];
    }
    return places;
  }

  /** The values at some places. */
  static double[] at(double[] values, int[] places) {
    return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
  }

  /** Places as values. */
  static double[] asDoubles(int[] places) {
    return Arrays.stream(places).asDoubleStream().toArray();
  }
}
