package io.github.paenmf.core.train;

import io.github.paenmf.core.model.Weights;

/**
 * Turns an evaluated round into the next encoder and parts; the noise variance is none of its
 * business.
 */
interface Solver {

  /**
   * One step.
   *
   * @param round evaluated at the present weights
   * @param memory what the solver remembers from step to step; changed
   * @param stepFactor in (0, 1]: how much of its own step the solver may take
   */
  Weights step(Round round, SolverMemory memory, double stepFactor);
}
