package io.github.paenmf.core.rank;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.block.DenseBlock;
import io.github.paenmf.core.pass.BlockKernel;
import io.github.paenmf.core.pass.Pass;
import io.github.paenmf.core.pass.Statistics;

/** The largest value of a table. */
record LargestPass() implements Pass<LargestPass.Largest> {

  /** The largest value so far. */
  static final class Largest implements Statistics<Largest> {
    private static final long serialVersionUID = 1L;
    float value;

    @Override
    public void add(Largest other) {
      value = Math.max(value, other.value);
    }
  }

  @Override
  public Largest empty() {
    return new Largest();
  }

  @Override
  public void fold(BlockKernel kernel, DataBlock block, Largest into) {
    Block x = block.x();
    float[] values = x instanceof DenseBlock dense ? dense.values() : ((CsrBlock) x).values();
    for (float value : values) {
      into.value = Math.max(into.value, value);
    }
  }
}
