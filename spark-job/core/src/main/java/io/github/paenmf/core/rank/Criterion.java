package io.github.paenmf.core.rank;

/** A way to judge ranks. */
public interface Criterion {

  /** Short name, as options and tables have it. */
  String name();

  /** Unit of its values. */
  String unit();

  /** Whether the best rank has the lowest value; otherwise it has the highest. */
  boolean lowerIsBetter();

  /**
   * Whether values are lengths of a code in bits, whose differences mean something by themselves.
   */
  default boolean isLength() {
    return unit().equals("bits");
  }

  /**
   * Judges one rank. May be called for several ranks at the same time.
   *
   * @param candidate the rank, with the fits that criteria share
   */
  Score at(Candidate candidate);
}
