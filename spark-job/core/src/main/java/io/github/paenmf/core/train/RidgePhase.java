package io.github.paenmf.core.train;

import io.github.paenmf.core.latent.Activation;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.NmfStatistics;
import java.util.Arrays;
import org.apache.commons.numbers.gamma.Gamma;

/**
 * The encoder from the coefficients of plain NMF: parts rescaled so that the mean coefficient is
 * the prior's mean, the scale by ridge regression on the whitened scores, one shape for all rows.
 */
final class RidgePhase implements PhaseStep {

  /** Shape of every latent at the start. */
  private static final double STARTING_SHAPE = 10;

  /** Shrinks the regression a little; scores have variance 1. */
  private static final double RIDGE = 1e-3;

  private final TrainingParams params;

  RidgePhase(TrainingParams params) {
    this.params = params;
  }

  @Override
  public void advance(TrainingState state, StatisticsSource source) {
    int rank = params.rank();
    int features = source.features();
    int scores = state.whitening.inputs();
    // Extra inputs start at 0: they may say again what the scores say.
    int inputs = state.whitening.encoderInputs();
    NmfRound round = new NmfRound(state.weights.parts(), rank, features);
    NmfStatistics sums =
        source.runNarrow(
            round.pass(params.coefficientSweeps(), scores), "encoder by ridge regression");
    state.passes++;
    double n = state.summary.weight;
    double priorMean = mean(params.latent().priorShape(), params.latent().priorScale());
    double toScale = 1 / mean(STARTING_SHAPE, 1);

    float[] parts = state.weights.parts().clone();
    float[] coefficients = new float[rank * inputs];
    float[] bias = new float[rank];
    for (int j = 0; j < rank; j++) {
      double meanCoefficient = sums.sums[j] / n;
      double factor = meanCoefficient > 0 ? priorMean / meanCoefficient : 1;
      for (int t = 0; t < features; t++) {
        parts[j * features + t] = (float) (parts[j * features + t] / factor);
      }
      for (int p = 0; p < scores; p++) {
        double covariance =
            sums.scoreProducts[j * scores + p] / n - meanCoefficient * (sums.scoreSums[p] / n);
        coefficients[j * inputs + p] = (float) (toScale * factor * covariance / (1 + RIDGE));
      }
      bias[j] = (float) (toScale * factor * meanCoefficient);
    }
    float[] shapeBias = new float[rank];
    Arrays.fill(shapeBias, startingShapeBias(params.latent()));
    state.weights =
        new Weights(
            rank,
            features,
            inputs,
            parts,
            coefficients,
            bias,
            new float[rank * inputs],
            shapeBias,
            state.weights.noiseVariance());
    PhaseStep.enter(state, params.maxIter() > 0 ? Phase.TRAIN : Phase.EVALUATE);
  }

  /** Mean of a Weibull(shape, scale) variable. */
  private static double mean(double shape, double scale) {
    return scale * Gamma.value(1 + 1 / shape);
  }

  /** The pre-activation that makes the shape of every latent about {@value #STARTING_SHAPE}. */
  static float startingShapeBias(LatentSpec latent) {
    double value = STARTING_SHAPE - latent.shapeFloor();
    return (float) (latent.shapeActivation() == Activation.EXP ? Math.log(value) : value);
  }
}
