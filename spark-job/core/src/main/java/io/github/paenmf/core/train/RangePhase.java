package io.github.paenmf.core.train;

import io.github.paenmf.core.linalg.Orthonormal;
import io.github.paenmf.core.matrix.MatrixStore;
import io.github.paenmf.core.matrix.MutableMatrix;
import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.pass.RangePass;
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
      state.directions = random(state.directionCount, features, source.matrices());
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

  private RowMatrix random(int count, int features, MatrixStore store) {
    SplittableRandom random = new SplittableRandom(params.seed());
    MutableMatrix directions = store.matrix(count, features);
    float[] piece = new float[Math.min(RowMatrix.PIECE, features)];
    for (int i = 0; i < count; i++) {
      for (int from = 0; from < features; from += piece.length) {
        int length = Math.min(piece.length, features - from);
        for (int t = 0; t < length; t++) {
          piece[t] = (float) (2 * random.nextDouble() - 1);
        }
        directions.write(i, from, length, piece, 0);
      }
    }
    return directions;
  }
}
