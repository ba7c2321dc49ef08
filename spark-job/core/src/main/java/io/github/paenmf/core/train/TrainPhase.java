package io.github.paenmf.core.train;

import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.model.EncoderVector;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.nmf.HalsParts;
import io.github.paenmf.core.optim.Adam;
import io.github.paenmf.core.optim.CosineSchedule;
import io.github.paenmf.core.pass.ObjectiveFigures;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.TrainStatistics;

/** Gradient rounds: one pass, then a step of the encoder, the parts and the noise variance. */
final class TrainPhase implements PhaseStep {

  /** The exact negativeElbo is worked out once in so many rounds. */
  private static final int TEST_EVERY = 5;

  /** Rounds of the last decay after {@code tol} is met. */
  private static final int LAST_DECAY = 15;

  private static final double FIRST_DECAY = 0.9;
  private static final double SECOND_DECAY = 0.99;

  /** A fit gives up after so many halvings of its step in a row. */
  private static final double SMALLEST_STEP_FACTOR = 1e-12;

  private final TrainingParams params;
  private final TrainingListener listener;

  TrainPhase(TrainingParams params, TrainingListener listener) {
    this.params = params;
    this.listener = listener;
  }

  @Override
  public void advance(TrainingState state, StatisticsSource source) {
    int rank = params.rank();
    int features = source.features();
    Weights weights = state.weights;
    if (state.adam == null) {
      state.adam =
          new Adam(EncoderVector.length(rank, weights.inputs()), FIRST_DECAY, SECOND_DECAY);
    }
    boolean test = state.step % TEST_EVERY == 0;
    double[] gram = Gram.of(weights.parts(), rank, features);
    TrainStatistics sums =
        source.run(
            new TrainPass(
                weights,
                Gram.toFloat(gram),
                params.latent(),
                params.reading(),
                params.seed(),
                state.step,
                params.klWeight(),
                test),
            "training round " + (state.step + 1));
    state.passes++;
    state.rounds++;
    double n = state.summary.weight;
    double squaredError = squaredError(state, sums, gram);
    double elbo = test ? negativeElbo(state, sums, gram, features) : Double.NaN;
    if (!Double.isFinite(squaredError)
        || !Double.isFinite(sums.kl)
        || (test && !Double.isFinite(elbo))) {
      goBack(state);
      return;
    }
    state.history.add(
        new RoundRecord(
            state.rounds,
            Phase.TRAIN,
            elbo,
            squaredError / (n * features),
            weights.noiseVariance()));
    if (test) {
      testTolerance(state, elbo, features);
      state.safeWeights = weights;
      state.safeAdam = state.adam.copy();
      state.safeElbo = elbo;
    }
    double stepSize = params.stepSize() * state.stepFactor * schedule(state);
    step(state, sums, gram, squaredError, stepSize, features);
    state.step++;
    if (schedule(state) == 0) {
      PhaseStep.enter(state, Phase.EVALUATE);
    }
  }

  private void step(
      TrainingState state,
      TrainStatistics sums,
      double[] gram,
      double squaredError,
      double stepSize,
      int features) {
    Weights weights = state.weights;
    double n = state.summary.weight;
    int rank = params.rank();
    float[] encoder = EncoderVector.of(weights);
    float[] gradient = gradient(sums, n);
    float[] parts;
    if (params.solver() == SolverKind.NEWTON) {
      encoder =
          newton(
              state,
              sums,
              gram,
              encoder,
              gradient,
              features,
              Double.parseDouble(System.getProperty("eta", "1")));
      double[] variances = params.reading() == Reading.EXPECTED ? sums.variances : null;
      parts =
          HalsParts.update(
              weights.parts(), sums.xth, sums.hth, variances, rank, features, params.partSweeps());
    } else if (params.solver() == SolverKind.ADAM) {
      encoder = state.adam.step(encoder, gradient, stepSize);
      double[] variances = params.reading() == Reading.EXPECTED ? sums.variances : null;
      parts =
          HalsParts.update(
              weights.parts(), sums.xth, sums.hth, variances, rank, features, params.partSweeps());
    } else {
      for (int i = 0; i < encoder.length; i++) {
        encoder[i] -= (float) (stepSize * gradient[i]);
      }
      parts = projectedStep(weights, sums, stepSize / n);
    }
    Weights moved = EncoderVector.into(weights.withParts(parts), encoder);
    if (params.learnsNoise()) {
      moved = moved.withNoiseVariance(Math.max(squaredError / (n * features), Float.MIN_NORMAL));
    }
    state.weights = moved;
  }

  private float[] newton(
      TrainingState state,
      TrainStatistics sums,
      double[] gram,
      float[] encoder,
      float[] gradient,
      int features,
      double eta) {
    Weights w = state.weights;
    int rank = w.rank();
    int inputs = w.inputs();
    double n = state.summary.weight;
    double noise = w.noiseVariance();
    double beta = params.klWeight();
    double[] hess = new double[rank * rank];
    double damp = Double.parseDouble(System.getProperty("damp", "0.0"));
    double dA = Double.parseDouble(System.getProperty("dA", "2"));
    double dC = Double.parseDouble(System.getProperty("dC", "0.5"));
    double[] pi = new double[rank];
    for (int j = 0; j < rank; j++) {
      pi[j] = sums.variances[j] * gram[j * rank + j] / (2 * noise) / n;
      for (int l = 0; l < rank; l++) {
        hess[j * rank + l] = gram[j * rank + l] / noise;
      }
      hess[j * rank + j] += damp * gram[j * rank + j] / noise + beta * dA + 2 * pi[j];
    }
    io.github.paenmf.core.linalg.Cholesky chol =
        io.github.paenmf.core.linalg.Cholesky.of(hess, rank, 0);
    int coef = rank * inputs;
    int cols = inputs + 1;
    double[] rhs = new double[rank * cols];
    for (int j = 0; j < rank; j++) {
      for (int p = 0; p < inputs; p++) rhs[j * cols + p] = gradient[j * inputs + p];
      rhs[j * cols + inputs] = gradient[coef + j];
    }
    chol.solve(rhs, cols);
    float[] out = encoder.clone();
    for (int j = 0; j < rank; j++) {
      for (int p = 0; p < inputs; p++) out[j * inputs + p] -= (float) (eta * rhs[j * cols + p]);
      out[coef + j] -= (float) (eta * rhs[j * cols + inputs]);
    }
    int base = coef + rank;
    for (int j = 0; j < rank; j++) {
      double h = 4 * pi[j] + beta * dC;
      double norm = 0;
      for (int p = 0; p < inputs; p++) {
        double g = gradient[base + j * inputs + p] / h;
        norm += g * g;
      }
      double gb = gradient[base + coef + j] / h;
      norm += gb * gb;
      double f = eta * Math.min(1, 1 / Math.sqrt(norm));
      for (int p = 0; p < inputs; p++)
        out[base + j * inputs + p] -= (float) (f * gradient[base + j * inputs + p] / h);
      out[base + coef + j] -= (float) (f * gb);
    }
    return out;
  }

  private float[] projectedStep(Weights weights, TrainStatistics sums, double stepSize) {
    int rank = weights.rank();
    int features = weights.features();
    float[] parts = new float[rank * features];
    for (int j = 0; j < rank; j++) {
      double[] product = new double[features];
      for (int l = 0; l < rank; l++) {
        double factor = sums.hth[j * rank + l];
        if (l == j && params.reading() == Reading.EXPECTED) {
          factor += sums.variances[j];
        }
        for (int t = 0; t < features; t++) {
          product[t] += factor * weights.parts()[l * features + t];
        }
      }
      for (int t = 0; t < features; t++) {
        int at = j * features + t;
        double slope = (product[t] - sums.xth[at]) / weights.noiseVariance();
        parts[at] = (float) Math.max(0, weights.parts()[at] - stepSize * slope);
      }
    }
    return parts;
  }

  private double squaredError(TrainingState state, TrainStatistics sums, double[] gram) {
    double norm = state.summary.squaredNorm;
    return params.reading() == Reading.EXPECTED
        ? Gram.expectedSquaredError(norm, sums.ph, sums.hth, sums.variances, gram)
        : Gram.squaredError(norm, sums.ph, sums.hth, gram);
  }

  private static double negativeElbo(
      TrainingState state, TrainStatistics sums, double[] gram, int features) {
    double n = state.summary.weight;
    double noise = state.weights.noiseVariance();
    double error =
        Gram.expectedSquaredError(
            state.summary.squaredNorm, sums.meanPh, sums.meanGram, sums.variances, gram);
    return error / (2 * noise) / n
        + sums.kl / n
        + ObjectiveFigures.gaussianConstant(features, noise);
  }

  private static float[] gradient(TrainStatistics sums, double n) {
    float[] flat =
        EncoderVector.join(
            sums.scaleGradient,
            Gram.toFloat(sums.scaleBiasGradient),
            sums.shapeGradient,
            Gram.toFloat(sums.shapeBiasGradient));
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) (flat[i] / n);
    }
    return flat;
  }

  private double schedule(TrainingState state) {
    if (state.decayFrom >= 0) {
      return state.decayFactor * CosineSchedule.factor(state.step - state.decayFrom, LAST_DECAY);
    }
    return CosineSchedule.factor(state.step, params.maxIter());
  }

  private void testTolerance(TrainingState state, double elbo, int features) {
    boolean small = params.tol() > 0 && Math.abs(state.safeElbo - elbo) < params.tol() * features;
    if (small && state.decayFrom < 0 && state.step + LAST_DECAY < params.maxIter()) {
      state.decayFactor = schedule(state);
      state.decayFrom = state.step;
      listener.onNotice(
          "tol met after %d training rounds, %d more to settle".formatted(state.step, LAST_DECAY));
    }
  }

  private void goBack(TrainingState state) {
    state.stepFactor /= 2;
    state.step++;
    listener.onNotice(
        "round %d was not finite: going back to the last good weights with half the step (factor %s)"
            .formatted(state.rounds, state.stepFactor));
    if (state.safeWeights == null || state.stepFactor < SMALLEST_STEP_FACTOR) {
      throw new ArithmeticException(
          "training is not finite even with a step of "
              + params.stepSize() * state.stepFactor
              + "; scale the table or choose another solver");
    }
    state.weights = state.safeWeights;
    state.adam = state.safeAdam.copy();
    if (schedule(state) == 0) {
      PhaseStep.enter(state, Phase.EVALUATE);
    }
  }
}
