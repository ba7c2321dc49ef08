package io.github.paenmf.core.fitted;

/**
 * The product of one row with a table of weights, the inner loop of scoring. All implementations
 * give the same bits: each output is its own sum over ascending positions, one fused step each.
 */
interface RowLoops {

  /** Outputs are padded to a multiple of this, whatever the implementation. */
  int STRIDE = 16;

  /**
   * {@code out[j] = sum_p values[p] * table[feature(p) * width + j]} over the positions p from
   * {@code from} below {@code to}, where feature(p) is {@code indices[p]}, or p without indices.
   *
   * @param width length of a row of the table and of {@code out}, a multiple of {@link #STRIDE}
   */
  void product(
      int[] indices, float[] values, int from, int to, float[] table, int width, float[] out);
}
