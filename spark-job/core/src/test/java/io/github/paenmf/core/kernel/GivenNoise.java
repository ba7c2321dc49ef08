package io.github.paenmf.core.kernel;

import io.github.paenmf.core.latent.LatentArithmetic;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.LatentSums;
import io.github.paenmf.core.latent.LatentTile;
import io.github.paenmf.core.latent.Reading;

/** Latent arithmetic that takes the noise of one block from outside instead of drawing it. */
record GivenNoise(LatentArithmetic arithmetic, double[] noise) implements LatentArithmetic {

  @Override
  public LatentSums forward(
      LatentSpec spec,
      Reading reading,
      long seed,
      long round,
      long[] keys,
      float[] rowWeights,
      double klWeight,
      float[] variancePenalty,
      int n,
      int r,
      boolean moments,
      LatentTile tile) {
    return forward(
        spec, reading, noise, rowWeights, klWeight, variancePenalty, n, r, moments, tile);
  }

  @Override
  public LatentSums forward(
      LatentSpec spec,
      Reading reading,
      double[] epsilon,
      float[] rowWeights,
      double klWeight,
      float[] variancePenalty,
      int n,
      int r,
      boolean moments,
      LatentTile tile) {
    return arithmetic.forward(
        spec, reading, epsilon, rowWeights, klWeight, variancePenalty, n, r, moments, tile);
  }

  @Override
  public void backward(float[] dH, float[] rowWeights, int n, int r, LatentTile tile) {
    arithmetic.backward(dH, rowWeights, n, r, tile);
  }

  @Override
  public void posterior(
      LatentSpec spec, int n, LatentTile tile, float[] scale, float[] shape, float[] median) {
    arithmetic.posterior(spec, n, tile, scale, shape, median);
  }

  @Override
  public String name() {
    return arithmetic.name() + "-given-noise";
  }
}
