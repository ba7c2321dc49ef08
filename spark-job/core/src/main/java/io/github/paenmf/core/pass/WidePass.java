package io.github.paenmf.core.pass;

/**
 * A pass whose sums hold an array with a column for every feature, the one thing in them that grows
 * with the table's width.
 *
 * @param <S> the sums it yields
 */
public interface WidePass<S extends WideStatistics<S>> extends Pass<S> {

  /** m. */
  int features();

  /** Rows of the array that has m columns. */
  int wideRows();

  /** Bytes of that array. */
  default long wideBytes() {
    return 4L * wideRows() * features();
  }
}
