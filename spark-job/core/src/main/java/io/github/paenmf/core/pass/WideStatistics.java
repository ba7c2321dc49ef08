package io.github.paenmf.core.pass;

/**
 * Sums that can be cut by features: one array with a column for every feature, and others that are
 * small beside it. A slice of merged sums has the bits of merged slices, since adding is element by
 * element.
 *
 * @param <S> the type itself
 */
public interface WideStatistics<S extends WideStatistics<S>> extends Statistics<S> {

  /**
   * The columns of some features, with a copy of everything that is small.
   *
   * @param from first feature
   * @param to end of the features; equal to {@code from} for the small sums alone
   */
  S slice(int from, int to);
}
