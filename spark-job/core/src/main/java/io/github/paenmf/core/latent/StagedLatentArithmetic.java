package io.github.paenmf.core.latent;

import io.github.paenmf.core.special.Float32;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What all implementations share: strips of pairs, the order of the stages, and the sums. A
 * subclass supplies the stages of each step.
 */
abstract class StagedLatentArithmetic implements LatentArithmetic {

  static final float SCALE_LOWEST = 1e-18f;
  static final float SCALE_HIGHEST = 1e15f;
  static final float SHAPE_LOWEST = 1e-3f;
  static final float SHAPE_HIGHEST = 1e9f;

  /** No result is larger in magnitude. */
  static final float LIMIT = 1e30f;

  /** Largest argument of the exponential activation, ln(1e15). */
  private static final float EXP_ACTIVATION_MAX = 34.5f;

  /** Exponents of the power L^(1/k) stay within these. */
  static final float POWER_MIN = -69f;

  static final float POWER_MAX = 60f;

  /** Largest 1/k with Gamma(1 + 2/k) in range. */
  static final float MOMENT_MAX = 16.5f;

  /** Up to this 1/k the variance comes from its own series in 1/k. */
  static final float SERIES_MAX = 0.5f;

  private static final float LN_LN2 = (float) Math.log(Math.log(2));

  /** Random words of some consecutive rows and a part, into the strip from an index on. */
  abstract void scramble(Strip strip, int from, int row, int length, long part);

  /** lnNoise = ln(-ln eps) from the random words. */
  abstract List<Stage> noise(Strip strip);

  /** Values and slopes of scale and shape from their inputs, 1/lambda and 1/k. */
  abstract List<Stage> activate(LatentSpec spec, Strip strip);

  /**
   * Gamma(1 + u) and psi(1 + u) at u = factor / k. Above u = 1, where Gamma is steep, it is moved
   * by its derivative to the exact quotient, from which the rounded u is off by (factor - u k) / k.
   */
  abstract List<Stage> gammas(float factor, Strip strip, Strip.Gammas gammas);

  /** kl, and klWeight times its derivatives into gradA and gradC; needs the prior's gammas. */
  abstract List<Stage> divergence(PriorTerms prior, float klWeight, Strip strip);

  /** h = lambda exp(lnNoise / k) and its derivatives. */
  abstract List<Stage> draw(Strip strip);

  /** Mean, spread and variance of h; needs the gammas at 1/k and 2/k. */
  abstract List<Stage> moments(Strip strip);

  /**
   * h = mean and its derivatives; adds penalty times the variance's derivatives to gradA, gradC.
   */
  abstract List<Stage> expect(Strip strip);

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
        tile.rowHigh[i] = Noise.high(row);
        tile.rowLow[i] = Noise.low(row);
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

  @Override
  public void posterior(
      LatentSpec spec, int n, LatentTile tile, float[] scale, float[] shape, float[] median) {
    Strip strip = tile.strip;
    strip.attach(tile);
    Stage[] stages = made(tile, new PosteriorKey(this, spec), key -> activateAndDraw(spec, strip));
    Arrays.fill(strip.lnNoise, LN_LN2);
    for (int at = 0; at < n; at += Strip.LENGTH) {
      strip.count = Math.min(Strip.LENGTH, n - at);
      strip.at = at;
      for (Stage stage : stages) {
        stage.run();
      }
      System.arraycopy(strip.scale.value, 0, scale, at, strip.count);
      System.arraycopy(strip.shape.value, 0, shape, at, strip.count);
    }
    System.arraycopy(tile.h(), 0, median, 0, n);
  }

  private List<Stage> activateAndDraw(LatentSpec spec, Strip strip) {
    List<Stage> stages = new ArrayList<>(activate(spec, strip));
    stages.addAll(draw(strip));
    return stages;
  }

  /** What stages depend on besides the strip. */
  private record StageKey(
      LatentArithmetic arithmetic,
      LatentSpec spec,
      Reading reading,
      float klWeight,
      boolean moments,
      boolean noise) {}

  /** Likewise, of the posterior alone. */
  private record PosteriorKey(LatentArithmetic arithmetic, LatentSpec spec) {}

  /** The stages of a tile, made anew only when they are to be others than last time. */
  private static <K extends Record> Stage[] made(
      LatentTile tile, K key, Function<K, List<Stage>> make) {
    if (!key.equals(tile.stagesFor)) {
      tile.stages = make.apply(key).toArray(Stage[]::new);
      tile.stagesFor = key;
    }
    return tile.stages;
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
    Strip strip = tile.strip;
    boolean needMoments = storeMoments || reading == Reading.EXPECTED;
    boolean drawNoise = reading == Reading.RANDOM && epsilon == null;
    Stage[] stages =
        made(
            tile,
            new StageKey(this, spec, reading, (float) klWeight, needMoments, drawNoise),
            key -> stages(spec, reading, (float) klWeight, needMoments, drawNoise, strip));
    double[] variance = new double[needMoments ? r : 0];
    double[] partKl = new double[storeMoments ? r : 0];
    if (reading == Reading.MEDIAN) {
      Arrays.fill(strip.lnNoise, LN_LN2);
    }
    Arrays.fill(tile.klHigh, 0, n, 0f);
    Arrays.fill(tile.klLow, 0, n, 0f);
    strip.attach(tile);
    strip.rows = n;
    int pairs = Math.multiplyExact(n, r);
    for (int at = 0; at < pairs; at += Strip.LENGTH) {
      int count = Math.min(Strip.LENGTH, pairs - at);
      strip.count = count;
      strip.at = at;
      if (reading == Reading.RANDOM && !drawNoise) {
        for (int i = 0; i < count; i++) {
          strip.lnNoise[i] = Noise.logExponential(epsilon[at + i]);
        }
      }
      if (reading == Reading.EXPECTED) {
        loadPenalties(strip, at, n, variancePenalty);
      }
      for (Stage stage : stages) {
        stage.run();
      }
      for (int from = 0; needMoments && from < count; ) {
        int part = (at + from) / n;
        int row = (at + from) % n;
        int length = Math.min(n - row, count - from);
        variance[part] += weightedSum(strip.variance, from, rowWeights, row, length);
        if (storeMoments) {
          partKl[part] += weightedSum(strip.kl, from, rowWeights, row, length);
        }
        from += length;
      }
      if (storeMoments) {
        System.arraycopy(strip.mean, 0, tile.mean(), at, count);
        System.arraycopy(strip.variance, 0, tile.variance(), at, count);
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

  private void drawWords(Strip strip) {
    for (int from = 0; from < strip.count; ) {
      int row = (strip.at + from) % strip.rows;
      int length = Math.min(strip.rows - row, strip.count - from);
      scramble(strip, from, row, length, Noise.part((strip.at + from) / strip.rows));
      from += length;
    }
  }

  private void addKl(Strip strip) {
    for (int from = 0; from < strip.count; ) {
      int row = (strip.at + from) % strip.rows;
      int length = Math.min(strip.rows - row, strip.count - from);
      addRowKl(strip, from, row, length);
      from += length;
    }
  }

  private static void loadPenalties(Strip strip, int at, int n, float[] variancePenalty) {
    for (int from = 0; from < strip.count; ) {
      int length = Math.min(n - (at + from) % n, strip.count - from);
      Arrays.fill(strip.penalty, from, from + length, variancePenalty[(at + from) / n]);
      from += length;
    }
  }

  /** Lower clamp of a pre-activation, where need be raised to where the exponential ends. */
  static float lower(Activation activation, float min) {
    boolean exponential = activation == Activation.EXP || activation == Activation.ELU1;
    return exponential ? Math.max(min, Float32.EXP_MIN) : min;
  }

  /** Upper clamp of a pre-activation, where need be lowered to where the exponential ends. */
  static float upper(Activation activation, float max) {
    return activation == Activation.EXP ? Math.min(max, EXP_ACTIVATION_MAX) : max;
  }

  private List<Stage> stages(
      LatentSpec spec,
      Reading reading,
      float klWeight,
      boolean moments,
      boolean drawNoise,
      Strip strip) {
    PriorTerms prior = PriorTerms.of(spec);
    List<Stage> stages = new ArrayList<>(activate(spec, strip));
    stages.addAll(gammas(prior.shape(), strip, strip.prior));
    stages.addAll(divergence(prior, klWeight, strip));
    if (moments) {
      if (prior.exponential()) {
        stages.add(() -> takePriorGammas(strip));
      } else {
        stages.addAll(gammas(1f, strip, strip.one));
      }
      stages.add(() -> strip.wide = anyAbove(SERIES_MAX, 1f, strip));
      for (Stage stage : gammas(2f, strip, strip.two)) {
        stages.add(() -> runIfWide(stage, strip));
      }
      stages.addAll(moments(strip));
    }
    if (drawNoise) {
      stages.add(() -> drawWords(strip));
      stages.addAll(noise(strip));
    }
    stages.addAll(reading == Reading.EXPECTED ? expect(strip) : draw(strip));
    stages.add(() -> addKl(strip));
    return stages;
  }

  /** At k0 = 1 the prior's argument 1 + k0/k is the mean's as well. */
  private static void takePriorGammas(Strip strip) {
    System.arraycopy(strip.prior.gamma, 0, strip.one.gamma, 0, Strip.LENGTH);
    System.arraycopy(strip.prior.digamma, 0, strip.one.digamma, 0, Strip.LENGTH);
  }

  /** Whether factor / k is above the bound in some pair. */
  abstract boolean anyAbove(float bound, float factor, Strip strip);

  /** Gamma at 1 + 2/k is read only where 1/k is above {@link #SERIES_MAX}. */
  private static void runIfWide(Stage stage, Strip strip) {
    if (strip.wide) {
      stage.run();
    }
  }

  /**
   * Adds the KL of some pairs to each row's sum of two floats, the rounding error in the second.
   */
  abstract void addRowKl(Strip strip, int from, int row, int length);

  /** Four interleaved sums, so that the additions don't wait for one another. */
  private static double weightedSum(float[] values, int at, float[] weights, int row, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    if (weights == null) {
      for (; i + 4 <= count; i += 4) {
        s0 += values[at + i];
        s1 += values[at + i + 1];
        s2 += values[at + i + 2];
        s3 += values[at + i + 3];
      }
      for (; i < count; i++) {
        s0 += values[at + i];
      }
    } else {
      for (; i + 4 <= count; i += 4) {
        s0 += (double) weights[row + i] * values[at + i];
        s1 += (double) weights[row + i + 1] * values[at + i + 1];
        s2 += (double) weights[row + i + 2] * values[at + i + 2];
        s3 += (double) weights[row + i + 3] * values[at + i + 3];
      }
      for (; i < count; i++) {
        s0 += (double) weights[row + i] * values[at + i];
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
