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
    NmfRound round = new NmfRound(state.weights.parts(), params.rank(), source.features());
    NmfStatistics sums =
        source.run(
            round.pass(params.coefficientSweeps(), 0), "warm start round " + (state.step + 1));
    state.passes++;
    state.rounds++;
    state.step++;
    double entries = state.summary.weight * source.features();
    double error = round.squaredError(sums, state.summary.squaredNorm) / entries;
    state.history.add(
        new RoundRecord(
            state.rounds, Phase.WARM, Double.NaN, error, state.weights.noiseVariance()));
    state.weights =
        state.weights.withParts(round.improve(sums, params.partsUpdate(), params.partSweeps()));
    if (state.step >= params.initSteps()) {
      PhaseStep.enter(state, Phase.RIDGE);
    }
  }
}
