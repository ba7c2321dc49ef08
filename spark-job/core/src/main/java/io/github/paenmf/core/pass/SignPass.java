package io.github.paenmf.core.pass;

import io.github.paenmf.core.block.DataBlock;

/**
 * What NNDSVD needs of the left singular vectors without ever holding them: the norms of the
 * positive and the negative part of Xv for every right singular vector v.
 *
 * @param features m
 * @param directions r directions of length m, one after the other
 * @param count r
 */
public record SignPass(int features, float[] directions, int count)
    implements Pass<SignStatistics> {

  @Override
  public SignStatistics empty() {
    return new SignStatistics(count);
  }

  @Override
  public void fold(BlockKernel kernel, DataBlock block, SignStatistics into) {
    kernel.fold(this, block, into);
  }
}
