package io.github.paenmf.core.train;

import io.github.paenmf.core.linalg.Combination;
import io.github.paenmf.core.linalg.SymmetricEigen;
import io.github.paenmf.core.matrix.MatrixStore;
import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.nmf.Nndsvd;
import io.github.paenmf.core.pass.ExogenousPass;
import io.github.paenmf.core.pass.RangePass;
import io.github.paenmf.core.pass.RangeStatistics;
import io.github.paenmf.core.pass.SignPass;
import io.github.paenmf.core.pass.SignStatistics;
import io.github.paenmf.core.pass.Whitening;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * From the range finder's basis to the first weights: the whitening of the encoder's input, and W_f
 * by NNDSVD. Takes two passes: the Gram matrix of the table in the basis, then the signs of the
 * left singular vectors.
 */
final class StartPhase implements PhaseStep {

  /**
   * Directions whose variance is below this share of the largest are rounding errors in float32.
   */
  private static final double NEGLIGIBLE_VARIANCE = 1e-6;

  /**
   * Directions that carry less than this share of the table's squared norm are rounding errors: of
   * rows that are all alike, or of a table of a rank below the model's.
   */
  private static final double ROUNDING = 1e-12;

  /** Spread of random starting weights. */
  private static final double SMALL = 0.01;

  private final TrainingParams params;

  StartPhase(TrainingParams params) {
    this.params = params;
  }

  @Override
  public void advance(TrainingState state, StatisticsSource source) {
    if (params.readsRows()) {
      state.weights = randomWeights(state, source.features());
      PhaseStep.enter(state, params.maxIter() > 0 ? Phase.TRAIN : Phase.EVALUATE);
    } else if (state.step == 0) {
      decompose(state, source);
    } else {
      signs(state, source);
    }
  }

  private void decompose(TrainingState state, StatisticsSource source) {
    int features = source.features();
    int count = state.directionCount;
    RangeStatistics sums =
        source.runNarrow(new RangePass(features, state.directions, count), "principal directions");
    state.passes++;
    state.whitening = whitening(state, sums, source);
    if (source.exogenous() > 0) {
      ExogenousPass extra = new ExogenousPass(state.whitening, source.exogenous());
      state.whitening = extra.standardised(source.run(extra, "extra inputs"));
      state.passes++;
    }
    state.singularValues = singular(state, sums, source.matrices());
    state.step = 1;
  }

  /**
   * Principal directions of the centred table in the basis, each divided by its standard deviation.
   */
  private Whitening whitening(TrainingState state, RangeStatistics sums, StatisticsSource source) {
    int features = source.features();
    int count = state.directionCount;
    double n = state.summary.weight;
    double[] covariance = new double[count * count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        covariance[i * count + j] =
            sums.gram[i * count + j] / n - sums.sums[i] / n * (sums.sums[j] / n);
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(covariance, count);
    int wanted =
        Math.min(count, RangePhase.inputs(params.rank(), Math.min(source.rows(), features)));
    double least = ROUNDING * state.summary.squaredNorm / n;
    int inputs = 0;
    while (inputs < wanted
        && eigen.value(inputs) > NEGLIGIBLE_VARIANCE * eigen.value(0)
        && eigen.value(inputs) > least) {
      inputs++;
    }
    if (inputs == 0) {
      // All rows alike: one input that is always 0 leaves the biases to do the work.
      return new Whitening(features, 1, new float[features], new float[1]);
    }
    double[] factors = new double[inputs * count];
    float[] offsets = new float[inputs];
    for (int p = 0; p < inputs; p++) {
      double scale = 1 / Math.sqrt(eigen.value(p));
      double offset = 0;
      for (int i = 0; i < count; i++) {
        factors[p * count + i] = scale * eigen.vector(p, i);
        offset += eigen.vector(p, i) * sums.sums[i] / n;
      }
      offsets[p] = (float) (scale * offset);
    }
    RowMatrix directions = Combination.of(factors, inputs, state.directions, source.matrices());
    return new Whitening(features, inputs, directions, offsets, null);
  }

  /**
   * Leaves the right singular vectors of the table in the state's directions; returns the singular
   * values.
   */
  private double[] singular(TrainingState state, RangeStatistics sums, MatrixStore store) {
    int count = state.directionCount;
    SymmetricEigen eigen = SymmetricEigen.of(sums.gram, count);
    int kept = Math.min(count, params.rank());
    double[] values = new double[kept];
    for (int j = 0; j < kept; j++) {
      values[j] = eigen.value(j) > ROUNDING * eigen.value(0) ? Math.sqrt(eigen.value(j)) : 0;
    }
    RowMatrix basis = state.directions;
    state.directions = Combination.of(eigen.vectors(kept), kept, basis, store);
    basis.drop();
    state.directionCount = kept;
    return values;
  }

  private void signs(TrainingState state, StatisticsSource source) {
    int features = source.features();
    source.cacheScores(state.whitening);
    SignStatistics sums =
        source.run(
            new SignPass(features, state.directions, state.directionCount), "signs and scores");
    state.passes++;
    float[] parts =
        params.init() == InitMode.RANDOM
            ? randomParts(state, features)
            : Nndsvd.parts(
                state.directions,
                state.singularValues,
                sums.positive,
                sums.negative,
                state.summary.mean(),
                params.rank(),
                features,
                params.seed());
    int rank = params.rank();
    int inputs = state.whitening.encoderInputs();
    float[] shapeBias = new float[rank];
    Arrays.fill(shapeBias, RidgePhase.startingShapeBias(params.latent()));
    float[] scaleBias = new float[rank];
    Arrays.fill(scaleBias, 1f);
    state.weights =
        new Weights(
            rank,
            features,
            inputs,
            parts,
            small(rank * inputs, params.seed() + 1),
            scaleBias,
            new float[rank * inputs],
            shapeBias,
            startingNoise(state));
    state.directions.drop();
    state.directions = null;
    state.directionCount = 0;
    PhaseStep.enter(
        state,
        switch (params.init()) {
          case NMF -> params.initSteps() > 0 ? Phase.WARM : Phase.RIDGE;
          case NNDSVD -> Phase.RIDGE;
          case RANDOM -> params.maxIter() > 0 ? Phase.TRAIN : Phase.EVALUATE;
        });
  }

  /**
   * The encoder reads the rows themselves; every weight is small and random, as the paper starts.
   */
  private Weights randomWeights(TrainingState state, int features) {
    int rank = params.rank();
    float[] scaleBias = new float[rank];
    float[] shapeBias = new float[rank];
    Arrays.fill(scaleBias, 1f);
    Arrays.fill(shapeBias, 1f);
    // A weight times a typical row is small whatever the table's units are.
    double typical = Math.sqrt(state.summary.squaredNorm / state.summary.weight);
    float[] scale = small(rank * features, params.seed() + 1);
    float[] shape = small(rank * features, params.seed() + 2);
    for (int i = 0; i < scale.length; i++) {
      scale[i] = (float) (scale[i] / typical);
      shape[i] = (float) (shape[i] / typical);
    }
    return new Weights(
        rank,
        features,
        features,
        randomParts(state, features),
        scale,
        scaleBias,
        shape,
        shapeBias,
        startingNoise(state));
  }

  private double startingNoise(TrainingState state) {
    if (!params.learnsNoise()) {
      return params.noiseVariance();
    }
    double variance = state.summary.entryVariance();
    return variance > 0
        ? variance
        : state.summary.squaredNorm / (state.summary.weight * state.summary.columnSums.length);
  }

  /** Uniform parts whose sum has the mean of the table. */
  private float[] randomParts(TrainingState state, int features) {
    SplittableRandom random = new SplittableRandom(params.seed() + 3);
    double mean = 0;
    for (double sum : state.summary.columnSums) {
      mean += sum / (state.summary.weight * features);
    }
    float[] parts = new float[Math.multiplyExact(params.rank(), features)];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = (float) (2 * mean / params.rank() * random.nextDouble());
    }
    return parts;
  }

  private static float[] small(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (SMALL * (2 * random.nextDouble() - 1));
    }
    return values;
  }
}
