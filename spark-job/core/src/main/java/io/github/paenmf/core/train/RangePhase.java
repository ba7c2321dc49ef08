package io.github.paenmf.core.train;

import io.github.paenmf.core.linalg.Orthonormal;
import io.github.paenmf.core.pass.RangePass;
import io.github.paenmf.core.pass.RangeStatistics;
import java.util.SplittableRandom;

/**
 * Finds an orthonormal basis of the directions that carry most of the table: subspace iteration
 * from random directions (Halko, Martinsson and Tropp, 2011), the same two products a pass that
 * training uses.
 */
final class RangePhase implements PhaseStep {

  /** Directions beyond those asked for; they make the wanted ones accurate. */
  private static final int OVERSAMPLING = 10;

  /** Up to this size of the smaller side the encoder reads every direction. */
  static final int ALL_DIRECTIONS = 200;

  private static final int ITERATIONS = 2;

  private final TrainingParams params;

  RangePhase(TrainingParams params) {
    this.params = params;
  }

  @Override
  public void advance(TrainingState state, StatisticsSource source) {
    int features = source.features();
    if (state.step == 0) {
      state.directionCount = directions(params.rank(), Math.min(source.rows(), features));
      state.directions = random(state.directionCount, features);
      leaveOutMean(state.directions, state.summary.columnSums);
    }
    RangeStatistics sums =
        source.run(
            new RangePass(features, state.directions, state.directionCount),
            "range finder " + (state.step + 1));
    state.passes++;
    Orthonormal basis = Orthonormal.of(sums.product, state.directionCount, features);
    state.directions = basis.basis();
    state.directionCount = basis.rank();
    state.step++;
    boolean complete = state.directionCount >= Math.min(source.rows(), features);
    if (complete || state.step == ITERATIONS) {
      PhaseStep.enter(state, Phase.START);
    }
  }

  /** Directions sought for a table whose smaller side is this. */
  static int directions(int rank, long smaller) {
    return (int) Math.min(smaller, Math.max(inputs(rank, smaller), rank) + (long) OVERSAMPLING);
  }

  /**
   * Encoder inputs wanted for a table whose smaller side is this: all directions of a small one,
   * else two a part.
   */
  static int inputs(int rank, long smaller) {
    return (int) (smaller <= ALL_DIRECTIONS ? smaller : Math.min(smaller, 2L * rank));
  }

  /**
   * Makes the mean row the first direction and takes its share out of the others. A non-negative
   * table is mostly its mean: products with directions that hold it are of its size, and in float32
   * what they say of the last directions is lost in their rounding.
   */
  private static void leaveOutMean(float[] directions, double[] columnSums) {
    int features = columnSums.length;
    double square = 0;
    for (double sum : columnSums) {
      square += sum * sum;
    }
    double norm = Math.sqrt(square);
    double[] mean = new double[features];
    for (int t = 0; t < features; t++) {
      mean[t] = columnSums[t] / norm;
      directions[t] = (float) mean[t];
    }
    for (int from = features; from < directions.length; from += features) {
      double along = 0;
      for (int t = 0; t < features; t++) {
        along += directions[from + t] * mean[t];
      }
      for (int t = 0; t < features; t++) {
        directions[from + t] = (float) (directions[from + t] - along * mean[t]);
      }
    }
  }

  private float[] random(int count, int features) {
    SplittableRandom random = new SplittableRandom(params.seed());
    float[] directions = new float[Math.multiplyExact(count, features)];
    for (int i = 0; i < directions.length; i++) {
      directions[i] = (float) (2 * random.nextDouble() - 1);
    }
    return directions;
  }
}
