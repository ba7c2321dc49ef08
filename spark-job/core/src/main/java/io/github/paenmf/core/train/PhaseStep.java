package io.github.paenmf.core.train;

/** One phase of a fit, as a function of the state. */
interface PhaseStep {

  /**
   * Does one step of the phase: one pass at most, then the arithmetic on what it brought back. Sets
   * the state's next phase when this one is done.
   */
  void advance(TrainingState state, StatisticsSource source);

  /** Ends a phase. */
  static void enter(TrainingState state, Phase next) {
    state.phase = next;
    state.step = 0;
  }
}
