package io.github.paenmf.core.train;

import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.optim.Adam;

/** What a solver remembers from one step to the next, part of the state of a fit. */
final class SolverMemory {

  /** Moments of Adam, or null. */
  Adam adam;

  /** Weights one step ago, for momentum, or null. */
  Weights previous;

  /** The exact objective one step ago. */
  double previousElbo = Double.NaN;

  /** Steps since momentum last began from nothing. */
  int run;

  /** The same in a holder of its own. */
  SolverMemory copy() {
    SolverMemory copy = new SolverMemory();
    copy.adam = adam == null ? null : adam.copy();
    copy.previous = previous;
    copy.previousElbo = previousElbo;
    copy.run = run;
    return copy;
  }
}
