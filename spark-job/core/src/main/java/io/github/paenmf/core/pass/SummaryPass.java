package io.github.paenmf.core.pass;

import io.github.paenmf.core.block.DataBlock;

/**
 * The first pass: weights, column sums and the squared norm.
 *
 * @param features m
 */
public record SummaryPass(int features) implements Pass<SummaryStatistics> {

  @Override
  public SummaryStatistics empty() {
    return new SummaryStatistics(features);
  }

  @Override
  public void fold(BlockKernel kernel, DataBlock block, SummaryStatistics into) {
    kernel.fold(this, block, into);
  }
}
