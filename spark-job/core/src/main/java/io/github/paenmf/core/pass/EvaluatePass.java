package io.github.paenmf.core.pass;

import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.model.Weights;

/**
 * The exact objective at given weights, and the error of the median reading; nothing is trained.
 *
 * @param weights to be judged; their encoder reads the rows themselves
 * @param latent activations, floors, clamps and prior
 */
public record EvaluatePass(Weights weights, LatentSpec latent) implements Pass<EvaluateStatistics> {

  @Override
  public EvaluateStatistics empty() {
    return new EvaluateStatistics(weights.rank());
  }

  @Override
  public void fold(BlockKernel kernel, DataBlock block, EvaluateStatistics into) {
    kernel.fold(this, block, into);
  }
}
