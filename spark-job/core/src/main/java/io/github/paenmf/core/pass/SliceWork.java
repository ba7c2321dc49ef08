package io.github.paenmf.core.pass;

import java.io.Serializable;

/**
 * What is made of the columns of some features, where all partitions' sums of them have come
 * together. Every column must be worked out by itself: the bits may not depend on which others are
 * in the slice.
 *
 * @param <P> kind of the pass
 * @param <S> its sums
 */
@FunctionalInterface
public interface SliceWork<P extends WidePass<S>, S extends WideStatistics<S>>
    extends Serializable {

  /**
   * The result of a slice.
   *
   * @param pass as it was sent, with its weights of all features
   * @param sums over all partitions, with the columns from {@code from} below {@code to}; may be
   *     changed
   * @param from first feature
   * @param to end of the features
   * @return rows of {@code to - from} values, one row after the other
   */
  float[] apply(P pass, S sums, int from, int to);
}
