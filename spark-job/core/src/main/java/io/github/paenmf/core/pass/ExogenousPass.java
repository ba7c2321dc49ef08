package io.github.paenmf.core.pass;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.DataBlock;

/**
 * Mean and spread of the extra inputs; no kernel is needed.
 *
 * @param count e
 */
public record ExogenousPass(int count) implements Pass<ExogenousStatistics> {

  @Override
  public ExogenousStatistics empty() {
    return new ExogenousStatistics(count);
  }

  @Override
  public void fold(BlockKernel kernel, DataBlock block, ExogenousStatistics into) {
    Block x = block.x();
    EncoderInputs.requireExogenous(x, count);
    int rows = x.rows();
    for (int i = 0; i < rows; i++) {
      double weight = x.weight(i);
      into.weight += weight;
      for (int e = 0; e < count; e++) {
        double value = x.exogenous()[e * rows + i];
        into.sums[e] += weight * value;
        into.squares[e] += weight * value * value;
      }
    }
  }
}
