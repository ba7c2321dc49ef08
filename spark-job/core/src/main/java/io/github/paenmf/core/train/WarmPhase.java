package io.github.paenmf.core.train;

import io.github.paenmf.core.pass.NmfStatistics;

/** Rounds of plain NMF on the parts, the coefficients solved afresh in each. */
final class WarmPhase implements PhaseStep {

  private final TrainingParams params;

  WarmPhase(TrainingParams params) {
    this.params = params;
  }

  @Override
  public void advance(TrainingState state, StatisticsSource source) {
    NmfRound round = new NmfRound(params.rank(), source.features(), params.coefficientSweeps());
    float[] parts = state.weights.parts();
    NmfStatistics sums = source.run(round.pass(parts, 0), "warm start round " + (state.step + 1));
    state.passes++;
    state.rounds++;
    state.step++;
    double entries = state.summary.weight * source.features();
    double error = round.squaredError(sums, parts, state.summary.squaredNorm) / entries;
    state.history.add(
        new RoundRecord(
            state.rounds, Phase.WARM, Double.NaN, error, state.weights.noiseVariance()));
    state.weights = state.weights.withParts(round.improve(parts, sums, params.partSweeps()));
    if (state.step >= params.initSteps()) {
      PhaseStep.enter(state, Phase.RIDGE);
    }
  }
}
