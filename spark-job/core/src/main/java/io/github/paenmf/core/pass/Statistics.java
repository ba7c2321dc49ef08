package io.github.paenmf.core.pass;

import java.io.Serializable;

/**
 * Sums over rows, filled by one pass. Adding is associative up to rounding; sources add in a fixed
 * order so that the rounding repeats.
 *
 * @param <S> the type itself
 */
public interface Statistics<S extends Statistics<S>> extends Serializable {

  /** Adds another partition's sums to these. */
  void add(S other);
}
