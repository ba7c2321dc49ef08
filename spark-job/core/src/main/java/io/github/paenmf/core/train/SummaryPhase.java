package io.github.paenmf.core.train;

import io.github.paenmf.core.pass.SummaryPass;

/** Learns the table's norm and means; weights that are there already go straight to training. */
final class SummaryPhase implements PhaseStep {

  private final TrainingParams params;

  SummaryPhase(TrainingParams params) {
    this.params = params;
  }

  @Override
  public void advance(TrainingState state, StatisticsSource source) {
    state.summary = source.run(new SummaryPass(source.features()), "summary");
    state.passes++;
    if (!(state.summary.squaredNorm > 0)) {
      throw new IllegalArgumentException(
          "every value of the table is 0 (%d rows of weight %s): there is nothing to factorise"
              .formatted(state.summary.rows, state.summary.weight));
    }
    if (state.weights == null) {
      PhaseStep.enter(state, params.readsRows() ? Phase.START : Phase.RANGE);
      return;
    }
    if (state.whitening != null) {
      source.cacheScores(state.whitening);
    }
    PhaseStep.enter(state, params.maxIter() > 0 ? Phase.TRAIN : Phase.EVALUATE);
  }
}
