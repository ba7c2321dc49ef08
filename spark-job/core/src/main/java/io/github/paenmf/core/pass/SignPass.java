package io.github.paenmf.core.pass;

import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.matrix.RowMatrix;

/**
 * What NNDSVD needs of the left singular vectors without ever holding them: the norms of the
 * positive and the negative part of Xv for every right singular vector v.
 *
 * @param features m
 * @param directions r x m, a row a direction
 * @param count r
 */
public record SignPass(int features, RowMatrix directions, int count)
    implements Pass<SignStatistics> {

  /** Directions in memory, one after the other. */
  public SignPass(int features, float[] directions, int count) {
    this(features, RowMatrix.of(directions, count, features), count);
  }

  @Override
  public SignStatistics empty() {
    return new SignStatistics(count);
  }

  @Override
  public void fold(BlockKernel kernel, DataBlock block, SignStatistics into) {
    kernel.fold(this, block, into);
  }
}
