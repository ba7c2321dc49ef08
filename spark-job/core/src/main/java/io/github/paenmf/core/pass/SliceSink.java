package io.github.paenmf.core.pass;

/** Takes the results of slices as they arrive, in any order, one at a time. */
@FunctionalInterface
public interface SliceSink {

  /**
   * Takes one slice; every feature comes exactly once.
   *
   * @param from first feature
   * @param to end of the features
   * @param values rows of {@code to - from} values, one row after the other; the sink's from now on
   */
  void accept(int from, int to, float[] values);
}
