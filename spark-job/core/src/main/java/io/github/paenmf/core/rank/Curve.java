package io.github.paenmf.core.rank;

import java.util.ArrayList;
import java.util.List;

/**
 * A criterion over the ranks tried.
 *
 * @param criterion its name
 * @param unit of the values
 * @param lowerIsBetter whether the best rank has the lowest value
 * @param ranks tried, ascending
 * @param values one a rank; NaN where the criterion cannot judge
 * @param errors standard errors, 0 where there are none
 */
public record Curve(
    String criterion,
    String unit,
    boolean lowerIsBetter,
    List<Integer> ranks,
    List<Double> values,
    List<Double> errors) {

  /** Differences below this share of a value are rounding. */
  private static final double ROUNDING = 1e-9;

  /** Copies the lists and checks their lengths. */
  public Curve {
    ranks = List.copyOf(ranks);
    values = List.copyOf(values);
    errors = List.copyOf(errors);
    if (ranks.isEmpty() || values.size() != ranks.size() || errors.size() != ranks.size()) {
      throw new IllegalArgumentException(
          "a curve over %d ranks got %d values and %d errors"
              .formatted(ranks.size(), values.size(), errors.size()));
    }
  }

  /** Whether any rank could be judged. */
  public boolean isKnown() {
    return values.stream().anyMatch(Double::isFinite);
  }

  /**
   * The rank of the best value; of equal ones the smallest for values that are to be low, the
   * largest for agreement, which few parts always reach. Where values have errors, the smallest
   * rank within one standard error of the best value (Breiman and others, 1984).
   *
   * @throws IllegalStateException if no rank could be judged
   */
  public int best() {
    return ranks.get(bestIndex());
  }

  private int bestIndex() {
    int extreme = extremeIndex();
    for (int i = 0; i < extreme; i++) {
      if (Double.isFinite(values.get(i)) && gain(extreme, i) < errors.get(extreme)) {
        return i;
      }
    }
    return extreme;
  }

  private int extremeIndex() {
    int best = -1;
    for (int i = 0; i < values.size(); i++) {
      if (!Double.isFinite(values.get(i))) {
        continue;
      }
      if (best < 0) {
        best = i;
        continue;
      }
      double gain = gain(i, best);
      double rounding = ROUNDING * Math.abs(values.get(best));
      if (gain > rounding || (!lowerIsBetter && gain >= -rounding)) {
        best = i;
      }
    }
    if (best < 0) {
      throw new IllegalStateException(criterion + " could judge none of the ranks " + ranks);
    }
    return best;
  }

  /** How much better rank i is than rank j, in the unit of the values. */
  private double gain(int i, int j) {
    double difference = values.get(j) - values.get(i);
    return lowerIsBetter ? difference : -difference;
  }

  /** Value at a rank that was tried. */
  public double valueAt(int rank) {
    return values.get(ranks.indexOf(rank));
  }

  /** The rank of the best value among the others, or -1 when there is none. */
  public int runnerUp() {
    int best = bestIndex();
    int second = -1;
    for (int i = 0; i < values.size(); i++) {
      if (i != best && Double.isFinite(values.get(i)) && (second < 0 || gain(i, second) > 0)) {
        second = i;
      }
    }
    return second < 0 ? -1 : ranks.get(second);
  }

  /**
   * How far the runner-up lies behind, in the unit of the values; below 0 when the smaller of two
   * ranks within one standard error was taken; NaN when there is no runner-up.
   */
  public double lead() {
    int second = runnerUp();
    return second < 0 ? Double.NaN : gain(bestIndex(), ranks.indexOf(second));
  }

  /**
   * The ranks that are as good as the best: within a share of the curve's whole height, or within
   * the standard error of the best value.
   *
   * @param tolerance share of the distance between the best and the worst value, at least 0
   */
  public List<Integer> flat(double tolerance) {
    int best = bestIndex();
    double height = 0;
    for (int i = 0; i < values.size(); i++) {
      if (Double.isFinite(values.get(i))) {
        height = Math.max(height, gain(best, i));
      }
    }
    double allowed = Math.max(tolerance * height, errors.get(best));
    List<Integer> flat = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (Double.isFinite(values.get(i)) && gain(best, i) <= allowed) {
        flat.add(ranks.get(i));
      }
    }
    return flat;
  }
}
