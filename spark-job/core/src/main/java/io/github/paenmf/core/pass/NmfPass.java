package io.github.paenmf.core.pass;

import io.github.paenmf.core.block.DataBlock;

/**
 * A round of plain NMF: every row's non-negative coefficients at given parts, solved afresh from
 * the clipped ridge solution by a few sweeps of hierarchical alternating least squares, and their
 * products with X.
 *
 * @param features m
 * @param rank r
 * @param parts W_f, r x m
 * @param gram W_f'W_f, r x r
 * @param ridgeInverse (W_f'W_f + ridge I)^-1, r x r
 * @param sweeps sweeps over the coefficients of a row
 * @param inputs encoder inputs q when H is to be correlated with the cached scores, else 0
 */
public record NmfPass(
    int features,
    int rank,
    float[] parts,
    float[] gram,
    float[] ridgeInverse,
    int sweeps,
    int inputs)
    implements WidePass<NmfStatistics> {

  @Override
  public int wideRows() {
    return rank;
  }

  @Override
  public NmfStatistics empty() {
    return new NmfStatistics(features, rank, inputs);
  }

  @Override
  public void fold(BlockKernel kernel, DataBlock block, NmfStatistics into) {
    kernel.fold(this, block, into);
  }
}
