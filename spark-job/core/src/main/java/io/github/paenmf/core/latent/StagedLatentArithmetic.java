package io.github.paenmf.core.latent;

import java.util.Arrays;

/**
 * What all implementations share: strips of a part, the order of the stages, and the sums. A
 * subclass supplies the stages, each one loop over the strip's first {@code count} rows (or a few
 * more, to a whole vector).
 */
abstract class StagedLatentArithmetic implements LatentArithmetic {

  static final float SCALE_LOWEST = 1e-18f;
  static final float SCALE_HIGHEST = 1e15f;
  static final float SHAPE_LOWEST = 1e-3f;
  static final float SHAPE_HIGHEST = 1e9f;

  /** No result is larger in magnitude. */
  static final float LIMIT = 1e30f;

  /** Largest argument of the exponential activation, ln(1e15). */
  static final float EXP_ACTIVATION_MAX = 34.5f;

  /** Exponents of the power lambda L^(1/k) stay below it. */
  static final float POWER_MAX = 60f;

  /** Largest 1/k with Gamma(1 + 2/k) in range. */
  static final float MOMENT_MAX = 16.5f;

  private static final float LN_LN2 = (float) Math.log(Math.log(2));

  /** lnNoise = ln(-ln eps) for the strip's rows, whose words start at {@code row}. */
  abstract void noise(int[] rowHigh, int[] rowLow, int row, long part, Strip strip);

  /** Scale and shape with their slopes by a and c, and 1/k. */
  abstract void activate(LatentSpec spec, Strip strip);

  /** Gamma(1 + u) and psi(1 + u) at u = factor / k. */
  abstract void gammas(float factor, Strip strip, float[] gamma, float[] digamma);

  /** kl, and klWeight times its derivatives into gradA and gradC. */
  abstract void divergence(PriorTerms prior, float klWeight, Strip strip);

  /** h = lambda exp(lnNoise / k) and its derivatives. */
  abstract void draw(Strip strip);

  /** Mean and variance of h; needs the gammas at 1/k and 2/k. */
  abstract void moments(Strip strip);

  /** h = mean, its derivatives, and penalty times the variance's derivatives onto the gradients. */
  abstract void expect(float penalty, Strip strip);

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
    if (reading == Reading.RANDOM) {
      long roundKey = Noise.roundKey(seed, round);
      for (int i = 0; i < n; i++) {
        long row = Noise.row(roundKey, keys[i]);
        tile.rowHigh[i] = (int) (row >>> 32);
        tile.rowLow[i] = (int) row;
      }
    }
    return run(spec, reading, null, rowWeights, klWeight, variancePenalty, n, r, moments, tile);
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
    return run(spec, reading, epsilon, rowWeights, klWeight, variancePenalty, n, r, moments, tile);
  }

  private LatentSums run(
      LatentSpec spec,
      Reading reading,
      double[] epsilon,
      float[] rowWeights,
      double klWeight,
      float[] variancePenalty,
      int n,
      int r,
      boolean storeMoments,
      LatentTile tile) {
    PriorTerms prior = PriorTerms.of(spec);
    Strip strip = tile.strip;
    boolean expected = reading == Reading.EXPECTED;
    boolean needMoments = expected || storeMoments;
    double[] variance = new double[needMoments ? r : 0];
    double[] partKl = new double[needMoments ? r : 0];
    if (reading == Reading.MEDIAN) {
      Arrays.fill(strip.lnNoise, LN_LN2);
    }
    Arrays.fill(tile.klHigh, 0, n, 0f);
    Arrays.fill(tile.klLow, 0, n, 0f);
    for (int j = 0; j < r; j++) {
      long part = Noise.part(j);
      for (int row = 0; row < n; row += Strip.ROWS) {
        int count = Math.min(Strip.ROWS, n - row);
        int at = j * n + row;
        strip.count = count;
        System.arraycopy(tile.a(), at, strip.a, 0, count);
        System.arraycopy(tile.c(), at, strip.c, 0, count);
        activate(spec, strip);
        gammas(prior.shape(), strip, strip.gammaPrior, strip.digammaPrior);
        divergence(prior, (float) klWeight, strip);
        if (needMoments) {
          gammas(1f, strip, strip.gammaOne, strip.digammaOne);
          gammas(2f, strip, strip.gammaTwo, strip.digammaTwo);
          moments(strip);
          variance[j] += weightedSum(strip.variance, rowWeights, row, count);
          partKl[j] += weightedSum(strip.kl, rowWeights, row, count);
        }
        if (expected) {
          expect(variancePenalty[j], strip);
        } else {
          if (reading == Reading.RANDOM) {
            if (epsilon == null) {
              noise(tile.rowHigh, tile.rowLow, row, part, strip);
            } else {
              for (int i = 0; i < count; i++) {
                strip.lnNoise[i] = Noise.logExponential(epsilon[at + i]);
              }
            }
          }
          draw(strip);
        }
        addRowKl(strip, row, tile);
        System.arraycopy(strip.h, 0, tile.h(), at, count);
        System.arraycopy(strip.hByA, 0, tile.hByA(), at, count);
        System.arraycopy(strip.hByC, 0, tile.hByC(), at, count);
        System.arraycopy(strip.gradA, 0, tile.gradA(), at, count);
        System.arraycopy(strip.gradC, 0, tile.gradC(), at, count);
        if (storeMoments) {
          System.arraycopy(strip.mean, 0, tile.mean(), at, count);
          System.arraycopy(strip.variance, 0, tile.variance(), at, count);
        }
      }
    }
    double kl = 0;
    double[] rowKl = tile.rowKl();
    for (int i = 0; i < n; i++) {
      rowKl[i] = (double) tile.klHigh[i] + tile.klLow[i];
      kl += rowWeights == null ? rowKl[i] : rowWeights[i] * rowKl[i];
    }
    return new LatentSums(kl, variance, partKl);
  }

  /** Adds the strip's KL to each row's sum of two floats, with the rounding error in the second. */
  private static void addRowKl(Strip strip, int row, LatentTile tile) {
    float[] high = tile.klHigh;
    float[] low = tile.klLow;
    for (int i = 0; i < strip.count; i++) {
      float old = high[row + i];
      float term = strip.kl[i];
      float sum = old + term;
      float added = sum - old;
      high[row + i] = sum;
      low[row + i] += (old - (sum - added)) + (term - added);
    }
  }

  /** Four interleaved sums, so that the additions don't wait for one another. */
  private static double weightedSum(float[] values, float[] weights, int row, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    if (weights == null) {
      for (; i + 4 <= count; i += 4) {
        s0 += values[i];
        s1 += values[i + 1];
        s2 += values[i + 2];
        s3 += values[i + 3];
      }
      for (; i < count; i++) {
        s0 += values[i];
      }
    } else {
      for (; i + 4 <= count; i += 4) {
        s0 += (double) weights[row + i] * values[i];
        s1 += (double) weights[row + i + 1] * values[i + 1];
        s2 += (double) weights[row + i + 2] * values[i + 2];
        s3 += (double) weights[row + i + 3] * values[i + 3];
      }
      for (; i < count; i++) {
        s0 += (double) weights[row + i] * values[i];
      }
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public void backward(float[] dH, float[] rowWeights, int n, int r, LatentTile tile) {
    float[] gradA = tile.gradA();
    float[] gradC = tile.gradC();
    float[] hByA = tile.hByA();
    float[] hByC = tile.hByC();
    if (rowWeights == null) {
      for (int p = 0; p < n * r; p++) {
        gradA[p] += dH[p] * hByA[p];
        gradC[p] += dH[p] * hByC[p];
      }
      return;
    }
    for (int j = 0; j < r; j++) {
      int at = j * n;
      for (int i = 0; i < n; i++) {
        gradA[at + i] = rowWeights[i] * (gradA[at + i] + dH[at + i] * hByA[at + i]);
        gradC[at + i] = rowWeights[i] * (gradC[at + i] + dH[at + i] * hByC[at + i]);
      }
    }
  }
}
