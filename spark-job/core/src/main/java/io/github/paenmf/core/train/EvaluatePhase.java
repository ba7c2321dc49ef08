package io.github.paenmf.core.train;

import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.EvaluatePass;
import io.github.paenmf.core.pass.EvaluateStatistics;
import io.github.paenmf.core.pass.ObjectiveFigures;

/**
 * The exact figures at the final weights; a learned noise variance is set to its optimum there.
 * Where the last step made things worse, the best weights of all rounds are evaluated instead.
 */
final class EvaluatePhase implements PhaseStep {

  /** Nats a row and feature within which two fits count as the same. */
  private static final double SAME = 1e-5;

  private final TrainingParams params;

  EvaluatePhase(TrainingParams params) {
    this.params = params;
  }

  @Override
  public void advance(TrainingState state, StatisticsSource source) {
    Weights weights = state.weights;
    EvaluateStatistics sums =
        source.run(EvaluatePass.of(weights, state.whitening, params.latent()), "exact evaluation");
    state.passes++;
    double[] gram = Gram.of(weights.parts(), weights.rank(), weights.features());
    if (params.learnsNoise()) {
      double error = ObjectiveFigures.expectedSquaredError(sums, gram);
      weights =
          weights.withNoiseVariance(
              LearnedNoise.variance(error, state.summary, weights.features()));
    }
    ObjectiveFigures figures =
        ObjectiveFigures.of(
            sums, gram, weights.features(), weights.noiseVariance(), params.klWeight());
    WaitingWeights best = state.bestWeights;
    state.bestWeights = null;
    if (best != null && !best.is(state.weights) && worse(figures, state)) {
      state.weights = best.weights();
      return;
    }
    state.weights = weights;
    state.figures = figures;
    PhaseStep.enter(state, Phase.DONE);
  }

  private static boolean worse(ObjectiveFigures figures, TrainingState state) {
    double trained =
        figures.objective()
            + ObjectiveFigures.gaussianConstant(figures.features(), figures.noiseVariance());
    return !(trained <= state.bestElbo + SAME * figures.features());
  }
}
