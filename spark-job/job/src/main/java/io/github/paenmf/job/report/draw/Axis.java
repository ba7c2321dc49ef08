package io.github.paenmf.job.report.draw;

import java.util.ArrayList;
import java.util.List;

/**
 * From values to places along one side of a plot.
 *
 * @param kind how values are spread
 * @param low value at the near end
 * @param high value at the far end, above {@code low}
 */
public record Axis(Kind kind, double low, double high) {

  /** How values are spread. */
  public enum Kind {
    /** Evenly. */
    LINEAR,
    /** By their logarithm; values under {@code low} stand at the near end. */
    LOG
  }

  /** Beyond this ratio of the largest to the typical value a linear axis shows little. */
  private static final double WIDE = 30;

  /** A logarithmic axis shows no more than this. */
  private static final double DECADES = 1e5;

  /** So small a share of the values may fall off the near end. */
  private static final double FEW = 0.005;

  /** Checks the ends. */
  public Axis {
    if (!(high > low) || (kind == Kind.LOG && !(low > 0))) {
      throw new IllegalArgumentException("an axis from " + low + " to " + high);
    }
  }

  /** A linear axis that holds both, with room when they are the same. */
  public static Axis linear(double low, double high) {
    return high > low
        ? new Axis(Kind.LINEAR, low, high)
        : new Axis(Kind.LINEAR, low - 0.5 * room(low), low + 0.5 * room(low));
  }

  private static double room(double value) {
    return value == 0 ? 1 : Math.abs(value);
  }

  /** A linear axis with a little room on both sides. */
  public static Axis around(double low, double high) {
    double pad = high > low ? 0.05 * (high - low) : 0;
    return linear(low - pad, high + pad);
  }

  /**
   * An axis for values that are at least 0: linear from 0, or logarithmic when few are far above
   * the rest.
   *
   * @param values the values, of which at least one is above 0
   */
  public static Axis forAmounts(double[] values) {
    double[] positive = java.util.Arrays.stream(values).filter(v -> v > 0).sorted().toArray();
    if (positive.length == 0) {
      return linear(0, 1);
    }
    double most = positive[positive.length - 1];
    double median = positive[positive.length / 2];
    if (most <= WIDE * median) {
      return linear(0, 1.03 * most);
    }
    double least = positive[(int) (FEW * positive.length)];
    return new Axis(Kind.LOG, Math.max(least * 0.8, most / DECADES), most * 1.3);
  }

  /** 0 at the near end, 1 at the far end; beyond the ends the end itself. */
  public double place(double value) {
    double at =
        switch (kind) {
          case LINEAR -> (value - low) / (high - low);
          case LOG -> Math.log(Math.max(value, low) / low) / Math.log(high / low);
        };
    return Math.max(0, Math.min(1, at));
  }

  /** Round values along the axis, about so many. */
  public List<Double> ticks(int about) {
    List<Double> ticks = new ArrayList<>();
    if (kind == Kind.LOG) {
      int first = (int) Math.ceil(Math.log10(low) - 1e-9);
      int last = (int) Math.floor(Math.log10(high) + 1e-9);
      int step = Math.max(1, (last - first + about) / about);
      for (int e = first; e <= last; e += step) {
        ticks.add(Math.pow(10, e));
      }
      if (ticks.size() >= 2) {
        return ticks;
      }
      return List.of(low, high);
    }
    double step = step((high - low) / about);
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** The next of 1, 2 and 5 times a power of ten. */
  private static double step(double raw) {
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double digit = raw / power;
    return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
  }
}
