package io.github.paenmf.core.kernel;

import io.github.paenmf.core.block.Block;

/**
 * The two products over X that a round costs. Latent-sized arrays are part-major: element (row i,
 * part j) of a block of n rows stands at {@code [j * n + i]}; parts are stored as rows, element
 * (feature t, part j) at {@code [j * m + t]}.
 *
 * <p>An implementation may reuse buffers of its own and is used by one thread at a time.
 */
public interface Products {

  /**
   * P = X W: {@code out[j * n + i] = sum_t x[i][t] * parts[j * m + t]}.
   *
   * @param x the block, n x m
   * @param parts r x m
   * @param r number of parts
   * @param out r x n, overwritten; may be longer
   */
  void project(Block x, float[] parts, int r, float[] out);

  /**
   * Adds X'H: {@code into[j * m + t] += sum_i x[i][t] * h[j * n + i]}.
   *
   * @param x the block, n x m
   * @param h r x n
   * @param r number of parts
   * @param into r x m, added to
   */
  void backProject(Block x, float[] h, int r, float[] into);
}
