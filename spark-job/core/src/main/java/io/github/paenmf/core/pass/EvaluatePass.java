package io.github.paenmf.core.pass;

import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.model.Weights;

/**
 * The exact objective at given weights, and the error of the median reading; nothing is trained.
 *
 * @param weights to be judged
 * @param latent activations, floors, clamps and prior
 * @param readsInputs whether the encoder reads the encoder inputs beside the blocks, rather than
 *     the rows themselves
 */
public record EvaluatePass(Weights weights, LatentSpec latent, boolean readsInputs)
    implements Pass<EvaluateStatistics> {

  /** Of weights whose encoder reads the rows themselves. */
  public EvaluatePass(Weights weights, LatentSpec latent) {
    this(weights, latent, false);
  }

  /**
   * Of trained weights: by the encoder inputs that stand beside the blocks, or, without whitening,
   * by the encoder that reads rows.
   *
   * @param trained weights whose encoder reads the inputs of the whitening, if there is one
   * @param whitening of those inputs, or null
   */
  public static EvaluatePass of(Weights trained, Whitening whitening, LatentSpec latent) {
    return new EvaluatePass(trained, latent, whitening != null);
  }

  @Override
  public EvaluateStatistics empty() {
    return new EvaluateStatistics(weights.rank());
  }

  @Override
  public void fold(BlockKernel kernel, DataBlock block, EvaluateStatistics into) {
    kernel.fold(this, block, into);
  }
}
