package io.github.paenmf.core.rank;

/**
 * What a criterion says about one rank.
 *
 * @param value in the criterion's unit; NaN when it cannot judge this rank
 * @param error standard error of the value, 0 when it has none
 */
public record Score(double value, double error) {

  /** A value without an error of its own. */
  public static Score exact(double value) {
    return new Score(value, 0);
  }

  /** The criterion cannot judge this rank. */
  public static Score none() {
    return new Score(Double.NaN, 0);
  }
}
