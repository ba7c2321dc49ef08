package io.github.paenmf.core.train;

import io.github.paenmf.core.pass.NmfPass;
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
    NmfPass pass = round.pass(params.coefficientSweeps(), 0);
    MatrixSink improved = new MatrixSink(params.rank(), source.features(), source.matrices());
    NmfStatistics sums =
        source.run(
            pass,
            new PartsWork(params.partsUpdate(), params.partSweeps()).ofNmf(),
            improved,
            "warm start round " + (state.step + 1));
    improve(state, source, round, sums, improved.matrix().values());
    improved.matrix().drop();
    if (state.step >= params.initSteps()) {
      PhaseStep.enter(state, Phase.RIDGE);
    }
  }

  private static void improve(
      TrainingState state,
      StatisticsSource source,
      NmfRound round,
      NmfStatistics sums,
      float[] parts) {
    state.passes++;
    state.rounds++;
    state.step++;
    double entries = state.summary.weight * source.features();
    double error = round.squaredError(sums, state.summary.squaredNorm) / entries;
    state.history.add(
        new RoundRecord(
            state.rounds, Phase.WARM, Double.NaN, error, state.weights.noiseVariance()));
    state.weights = state.weights.withParts(parts);
  }
}
