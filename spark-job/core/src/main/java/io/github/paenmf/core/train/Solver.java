package io.github.paenmf.core.train;

import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.SliceWork;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.TrainStatistics;

/**
 * Turns an evaluated round into the next weights. All that a solver remembers lies in its {@link
 * SolverMemory}, so a fit that goes on from a saved state takes the same steps.
 */
interface Solver {

  /** The solver that these params ask for. */
  static Solver of(TrainingParams params) {
    return switch (params.solver()) {
      case NEWTON -> new NewtonSolver(params);
      case ADAM -> new AdamSolver(params);
      case GRADIENT_DESCENT ->
          params.lineSearch() == LineSearch.BACKTRACKING
              ? new LineSearchSolver(params)
              : new GradientDescentSolver(params);
      case LBFGS -> new LineSearchSolver(params);
    };
  }

  /** What a round's pass makes of X'H; X'H itself unless the solver updates the parts by it. */
  default SliceWork<TrainPass, TrainStatistics> work() {
    return (pass, sums, from, to) -> sums.xth;
  }

  /**
   * One step.
   *
   * @param round evaluated at the present weights
   * @param memory what the solver remembers from step to step; changed
   * @param stepFactor in (0, 1]: how much of its own step the solver may take
   */
  Weights step(Round round, SolverMemory memory, double stepFactor);

  /** Whether steps settle along a schedule that falls to 0. */
  default boolean followsSchedule() {
    return false;
  }

  /** Whether the solver tries steps: it then goes back by itself and sets the noise variance. */
  default boolean searches() {
    return false;
  }

  /** Whether the solver has come to an end of its own. */
  default boolean settled(SolverMemory memory) {
    return false;
  }

  /** What training ends with: {@code moved}, or weights that are known to be better. */
  default Weights last(Weights moved, SolverMemory memory) {
    return moved;
  }
}
