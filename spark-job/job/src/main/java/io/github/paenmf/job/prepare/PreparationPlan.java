package io.github.paenmf.job.prepare;

import java.util.List;

/**
 * What is to be done to a table before it is factorised, in this order.
 *
 * @param missing rules for missing values; empty when there must be none
 * @param minOccurrence data points that must have a feature above 0 for it to stay; 0 keeps all
 * @param librarySize what every data point's values are made to sum to; {@code null} leaves them
 * @param log1p whether ln(1 + v) is taken
 * @param mostVariable number of features with the largest variance to keep; 0 keeps all
 * @param scale what to divide by
 */
public record PreparationPlan(
    List<MissingRule> missing,
    int minOccurrence,
    Double librarySize,
    boolean log1p,
    int mostVariable,
    ScaleRule scale) {

  /** Only scaling. */
  public static PreparationPlan scaledBy(ScaleRule scale) {
    return new PreparationPlan(List.of(), 0, null, false, 0, scale);
  }
}
