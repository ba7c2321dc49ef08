package io.github.paenmf.core.pass;

import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.model.Weights;

/**
 * A round of training: the objective's gradient with respect to the encoder, and the products X'H
 * and H'H from which W_f is solved.
 *
 * @param weights where the gradient is taken
 * @param gram W_f'W_f, r x r
 * @param latent activations, floors, clamps and prior
 * @param reading how h is read
 * @param seed of the noise
 * @param round of the noise
 * @param klWeight beta
 * @param moments whether the exact objective is wanted beside the gradient of another reading
 */
public record TrainPass(
    Weights weights,
    float[] gram,
    LatentSpec latent,
    Reading reading,
    long seed,
    long round,
    double klWeight,
    boolean moments)
    implements WidePass<TrainStatistics> {

  @Override
  public int features() {
    return weights.features();
  }

  @Override
  public int wideRows() {
    return weights.rank();
  }

  @Override
  public TrainStatistics empty() {
    return new TrainStatistics(weights.features(), weights.rank(), weights.inputs(), moments);
  }

  @Override
  public void fold(BlockKernel kernel, DataBlock block, TrainStatistics into) {
    kernel.fold(this, block, into);
  }
}
