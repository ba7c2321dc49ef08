package io.github.paenmf.core.latent;

import io.github.paenmf.core.vector.VectorModule;

/**
 * The elementwise arithmetic of the latents in float32: noise, activations, Weibull readings, KL
 * divergence and derivatives, fused strip by strip so that a tile's intermediate results stay in
 * the first cache. All implementations give the same bits.
 *
 * <p>Nothing here is ever infinite or NaN for finite input. Pre-activations are clamped as {@link
 * LatentSpec} says, with zero gradient outside. Beyond that, lambda is kept within [1e-18, 1e15]
 * and k within [1e-3, 1e9], Gamma's argument below 34, and the results within 1e30: there they
 * saturate.
 *
 * <p>Implementations hold no state and may be shared between threads; a {@link LatentTile} may not.
 */
public interface LatentArithmetic {

  /**
   * From the pre-activations {@code tile.a()} and {@code tile.c()} to h, dh/da, dh/dc, the direct
   * gradients and the sums. The direct gradient is klWeight dKL/da plus, for EXPECTED,
   * variancePenalty[j] dVar(h)/da, per row, without row weights.
   *
   * @param spec activations, floors, clamps, prior
   * @param reading what h is; EXPECTED reads h as E[h]
   * @param seed seed of the noise, for RANDOM
   * @param round round of the noise, for RANDOM
   * @param keys content hash of the n rows, for RANDOM; otherwise may be null
   * @param rowWeights weight of the n rows, or null when all are 1
   * @param klWeight multiplies the KL gradients
   * @param variancePenalty r values ||w_j||^2 / (2 sigma^2), for EXPECTED; otherwise may be null
   * @param n rows
   * @param r parts
   * @param moments whether E[h] and Var(h) are stored and summed whatever the reading
   * @param tile the arrays; {@link LatentTile#reserve} was called with at least n, r, moments
   * @return the weighted sums
   */
  LatentSums forward(
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
      LatentTile tile);

  /**
   * The same with given noise in place of seed, round and keys.
   *
   * @param epsilon noise in (0, 1), part-major r x n, for RANDOM; otherwise may be null
   */
  LatentSums forward(
      LatentSpec spec,
      Reading reading,
      double[] epsilon,
      float[] rowWeights,
      double klWeight,
      float[] variancePenalty,
      int n,
      int r,
      boolean moments,
      LatentTile tile);

  /**
   * Turns the direct gradients into the whole ones, in place: gradA = w_i (gradA + dH dh/da) and
   * the same for c.
   *
   * @param dH gradient of the reconstruction term by h, per row, r x n
   * @param rowWeights weight of the n rows, or null when all are 1
   * @param n rows
   * @param r parts
   * @param tile as forward left it
   */
  void backward(float[] dH, float[] rowWeights, int n, int r, LatentTile tile);

  /** What runs, for logs and metadata: {@code plain} or {@code vector-512} (bits a vector). */
  String name();

  /**
   * The posterior alone, without divergence or derivatives; the bits are those of {@link #forward}.
   *
   * @param spec of the latents
   * @param n number of pre-activations in {@code tile.a()} and {@code tile.c()}
   * @param tile holds the pre-activations; its other arrays are overwritten
   * @param scale lambda, n values, written
   * @param shape k, n values, written
   * @param median (ln 2)^(1/k) lambda, n values, written
   */
  void posterior(
      LatentSpec spec, int n, LatentTile tile, float[] scale, float[] shape, float[] median);

  /** The plain loops, available everywhere. */
  static LatentArithmetic plain() {
    return new PlainLatentArithmetic();
  }

  /** The vector implementation where module jdk.incubator.vector is present, else the plain one. */
  static LatentArithmetic best() {
    return VectorModule.choose(
        LatentArithmetic.class, "VectorLatentArithmetic", PlainLatentArithmetic::new);
  }
}
