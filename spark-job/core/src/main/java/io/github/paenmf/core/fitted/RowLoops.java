package io.github.paenmf.core.fitted;

/**
 * The product of one row with a table of weights, the inner loop of scoring. All implementations
 * give the same bits, for dense and for sparse rows: an output has {@link #SUMS} sums, the i-th
 * over the features t with {@code t % SUMS == i}, ascending, one fused step each, and is their sum
 * in pairs, then in pairs of pairs.
 */
interface RowLoops {

  /** Sums of an output: as many as the longest vectors have lanes. */
  int SUMS = 16;

  /** Outputs of a panel, whose sums grow together while a dense row is read once. */
  int PANEL = 6;

  /** Outputs of each of the last panels, where they don't fill a whole one. */
  int NARROW = 2;

  /** First output of the panel that an output is in. */
  static int panel(int output, int outputs) {
    return output - output % panelWidth(output, outputs);
  }

  /** Outputs of the panel that an output is in. */
  static int panelWidth(int output, int outputs) {
    return output < outputs - outputs % PANEL ? PANEL : NARROW;
  }

  /**
   * The sums over the features {@code from} until below {@code to}.
   *
   * @param values of the row, by feature
   * @param from first feature, a multiple of {@link #SUMS}
   * @param to after the last feature, a multiple of {@link #SUMS}
   * @param table weights, panel after panel: in a panel SUMS features of the first output, the same
   *     ones of the other outputs, then the next features
   * @param length features of the table, a multiple of {@link #SUMS}
   * @param outputs number of outputs, a multiple of {@link #NARROW}
   * @param sums all sums of an output side by side, written
   */
  void dense(
      float[] values, int from, int to, float[] table, int length, int outputs, float[] sums);

  /**
   * Adds to all sums, from the features {@code indices[p]} with {@code values[p]} at the positions
   * p from {@code from} below {@code to}.
   *
   * @param table weights, feature after feature
   * @param width weights of a feature, a multiple of {@link #SUMS}
   * @param sums first sums of all outputs, then their second ones, and so on; added to
   */
  void sparse(
      int[] indices, float[] values, int from, int to, float[] table, int width, float[] sums);
}
