package io.github.paenmf.core.train;

import io.github.paenmf.core.model.EncoderVector;
import io.github.paenmf.core.model.Weights;

/**
 * The recipe: a Newton step on the encoder and alternating least squares on the parts, from the
 * same statistics, with heavy-ball momentum (Polyak, 1964) that starts afresh whenever the exact
 * objective rose by more than rounding error.
 *
 * <p>Both halves answer the same residual, so each error that both can reach is corrected twice; a
 * damped encoder step keeps that stable. What converges slowly then is what momentum is good at.
 * The heavy-ball form is used since, unlike Nesterov's, it stays stable for errors that change sign
 * from step to step.
 */
final class NewtonSolver implements Solver {

  /** Damping of the encoder step. */
  private static final double DAMPING = 0.5;

  private static final double MOMENTUM = 0.9;

  /** Momentum after t steps is t / (t + DELAY), up to its limit. */
  private static final double DELAY = 3;

  private final double klWeight;
  private final PartsUpdate partsUpdate;
  private final int partSweeps;
  private final double damping;

  NewtonSolver(TrainingParams params) {
    klWeight = params.klWeight();
    partsUpdate = params.partsUpdate();
    partSweeps = params.partSweeps();
    damping = params.stepSize() > 0 ? params.stepSize() : DAMPING;
  }

  @Override
  public Weights step(Round round, SolverMemory memory, double stepFactor) {
    Weights weights = round.weights();
    float[] encoder = EncoderVector.of(weights);
    float[] moved = EncoderNewton.step(round, encoder, klWeight, damping * stepFactor, memory);
    float[] parts = round.improvedParts(partsUpdate, partSweeps);
    double elbo = round.objective(klWeight);
    if (memory.previous != null) {
      memory.run = elbo > memory.previousElbo + round.rounding() ? 0 : memory.run + 1;
      double momentum = Math.min(MOMENTUM, memory.run / (memory.run + DELAY)) * stepFactor;
      addMomentum(moved, encoder, EncoderVector.of(memory.previous), momentum, false);
      addMomentum(parts, weights.parts(), memory.previous.parts(), momentum, true);
    }
    memory.previous = weights;
    memory.previousElbo = elbo;
    return EncoderVector.into(weights.withParts(parts), moved);
  }

  private static void addMomentum(
      float[] moved, float[] now, float[] before, double momentum, boolean nonNegative) {
    if (momentum == 0) {
      return;
    }
    for (int i = 0; i < moved.length; i++) {
      float value = (float) (moved[i] + momentum * (now[i] - before[i]));
      moved[i] = nonNegative ? Math.max(0f, value) : value;
    }
  }
}
