package io.github.paenmf.core.nmf;

import java.util.Arrays;

/**
 * H'H as {@link SweepLoops} reads it: for each group of parts one part l after the other, the
 * factors of all parts of the group, negated. There are whole groups; the parts that fill up the
 * last one have factors of 0.
 *
 * @param rank r
 * @param padded r filled up to whole groups
 * @param values groups x r' x GROUP, with r' = {@code padded}
 * @param halfInverses of the diagonal, r'; 0 for a part that no row uses
 */
record SweepFactors(int rank, int padded, double[] values, double[] halfInverses) {

  /**
   * Lays the factors.
   *
   * @param hth H'H, r x r
   * @param penalty added to its diagonal, or null
   * @param rank r
   */
  static SweepFactors of(double[] hth, double[] penalty, int rank) {
    int group = SweepLoops.GROUP;
    int padded = (rank + group - 1) / group * group;
    double[] values = new double[padded * padded];
    double[] halfInverses = new double[padded];
    Arrays.fill(halfInverses, rank, padded, 0.5);
    for (int j = 0; j < rank; j++) {
      int at = j / group * group * padded + j % group;
      for (int l = 0; l < rank; l++) {
        values[at + l * group] = -hth[j * rank + l];
      }
      double diagonal = hth[j * rank + j] + (penalty == null ? 0 : penalty[j]);
      halfInverses[j] = diagonal > 0 ? 0.5 / diagonal : 0;
    }
    return new SweepFactors(rank, padded, values, halfInverses);
  }

  /** Where the factors of the group that begins with a part start. */
  int at(int first) {
    return first * padded;
  }
}
