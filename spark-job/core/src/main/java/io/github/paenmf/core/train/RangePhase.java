package io.github.paenmf.core.train;

import io.github.paenmf.core.linalg.Orthonormal;
import io.github.paenmf.core.matrix.MatrixStore;
import io.github.paenmf.core.matrix.MutableMatrix;
import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.pass.RangePass;
import java.util.Arrays;
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
      state.directions = random(state.directionCount, state.summary.columnSums, source.matrices());
    }
    MatrixSink product = new MatrixSink(state.directionCount, features, source.matrices());
    source.run(
        new RangePass(features, state.directions, state.directionCount),
        (pass, sums, from, to) -> sums.product,
        product,
        "range finder " + (state.step + 1));
    state.passes++;
    state.directions.drop();
    Orthonormal basis = Orthonormal.of(product.matrix(), source.matrices());
    product.matrix().drop();
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
   * Random directions, but the mean row is the first one and its share is taken out of the others.
   * A non-negative table is mostly its mean: products with directions that hold it are of its size,
   * and in float32 what they say of the last directions is lost in their rounding.
   */
  private RowMatrix random(int count, double[] columnSums, MatrixStore store) {
    int features = columnSums.length;
    double[] mean = unit(columnSums);
    SplittableRandom random = new SplittableRandom(params.seed());
    MutableMatrix directions = store.matrix(count, features);
    float[] row = new float[features];
    for (int i = 0; i < count; i++) {
      double along = 0;
      for (int t = 0; t < features; t++) {
        row[t] = (float) (2 * random.nextDouble() - 1);
        along += row[t] * mean[t];
      }
      for (int t = 0; t < features; t++) {
        row[t] = (float) (i == 0 ? mean[t] : row[t] - along * mean[t]);
      }
      directions.write(i, 0, features, row, 0);
    }
    return directions;
  }

  private static double[] unit(double[] vector) {
    double square = 0;
    for (double value : vector) {
      square += value * value;
    }
    double norm = Math.sqrt(square);
    return Arrays.stream(vector).map(value -> value / norm).toArray();
  }
}
