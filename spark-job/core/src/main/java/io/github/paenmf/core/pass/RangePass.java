package io.github.paenmf.core.pass;

import io.github.paenmf.core.block.DataBlock;

/**
 * One step of the randomised range finder: for directions V yields X'XV, the Gram matrix of XV and
 * its column sums.
 *
 * @param features m
 * @param directions V, l directions of length m, one after the other
 * @param count l
 */
public record RangePass(int features, float[] directions, int count)
    implements WidePass<RangeStatistics> {

  @Override
  public int wideRows() {
    return count;
  }

  @Override
  public RangeStatistics empty() {
    return new RangeStatistics(features, count);
  }

  @Override
  public void fold(BlockKernel kernel, DataBlock block, RangeStatistics into) {
    kernel.fold(this, block, into);
  }
}
