package io.github.paenmf.core.train;

import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.pass.BlockKernel;
import io.github.paenmf.core.pass.Pass;
import io.github.paenmf.core.pass.Statistics;
import java.util.Iterator;

/** One partition's share of a pass: its blocks folded in order into one statistics object. */
public final class PartitionFold {

  private PartitionFold() {}

  /** Folds all blocks; the same blocks in the same order give the same bits. */
  public static <S extends Statistics<S>> S fold(
      Pass<S> pass, Iterator<DataBlock> blocks, BlockKernel kernel) {
    S sums = pass.empty();
    kernel.begin(pass);
    while (blocks.hasNext()) {
      pass.fold(kernel, blocks.next(), sums);
    }
    kernel.end(pass, sums);
    return sums;
  }
}
