package io.github.paenmf.core.pass;

import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.matrix.RowMatrix;

/**
 * One step of the randomised range finder: for directions V yields X'XV, the Gram matrix of XV and
 * its column sums.
 *
 * @param features m
 * @param directions V, l x m, a row a direction
 * @param count l
 */
public record RangePass(int features, RowMatrix directions, int count)
    implements WidePass<RangeStatistics> {

  @Override
  public int wideRows() {
    return count;
  }

  /** Directions in memory, one after the other. */
  public RangePass(int features, float[] directions, int count) {
    this(features, RowMatrix.of(directions, count, features), count);
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
