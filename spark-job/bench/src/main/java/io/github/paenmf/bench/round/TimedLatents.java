package io.github.paenmf.bench.round;

import io.github.paenmf.core.latent.LatentArithmetic;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.LatentSums;
import io.github.paenmf.core.latent.LatentTile;
import io.github.paenmf.core.latent.Reading;

/** Latent arithmetic that adds up the processor time it takes. */
final class TimedLatents implements LatentArithmetic {

  private final LatentArithmetic inner = LatentArithmetic.best();
  private long nanos;

  /** Nanoseconds since the last call of this method. */
  long takeNanos() {
    long taken = nanos;
    nanos = 0;
    return taken;
  }

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
    long start = Clock.nanos();
    LatentSums sums =
        inner.forward(
            spec,
            reading,
            seed,
            round,
            keys,
            rowWeights,
            klWeight,
            variancePenalty,
            n,
            r,
            moments,
            tile);
    nanos += Clock.nanos() - start;
    return sums;
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
    long start = Clock.nanos();
    LatentSums sums =
        inner.forward(
            spec, reading, epsilon, rowWeights, klWeight, variancePenalty, n, r, moments, tile);
    nanos += Clock.nanos() - start;
    return sums;
  }

  @Override
  public void backward(float[] dH, float[] rowWeights, int n, int r, LatentTile tile) {
    long start = Clock.nanos();
    inner.backward(dH, rowWeights, n, r, tile);
    nanos += Clock.nanos() - start;
  }

  @Override
  public void posterior(
      LatentSpec spec, int n, LatentTile tile, float[] scale, float[] shape, float[] median) {
    inner.posterior(spec, n, tile, scale, shape, median);
  }

  @Override
  public String name() {
    return inner.name();
  }
}
