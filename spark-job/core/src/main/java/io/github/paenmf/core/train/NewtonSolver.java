package io.github.paenmf.core.train;

import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.model.EncoderVector;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.SliceWork;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.TrainStatistics;

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
  private final PartsWork partsWork;
  private final double damping;

  NewtonSolver(TrainingParams params) {
    klWeight = params.klWeight();
    partsWork = new PartsWork(params.partsUpdate(), params.partSweeps());
    damping = params.stepSize() > 0 ? params.stepSize() : DAMPING;
  }

  @Override
  public SliceWork<TrainPass, TrainStatistics> work() {
    return partsWork.ofTraining();
  }

  @Override
  public Weights step(Round round, SolverMemory memory, double stepFactor) {
    Weights weights = round.weights();
    float[] encoder = EncoderVector.of(weights);
    float[] moved = EncoderNewton.step(round, encoder, klWeight, damping * stepFactor, memory);
    float[] parts = round.made().values();
    double elbo = round.objective(klWeight);
    if (memory.previous != null) {
      memory.run = elbo > memory.previousElbo + round.rounding() ? 0 : memory.run + 1;
      double momentum = Math.min(MOMENTUM, memory.run / (memory.run + DELAY)) * stepFactor;
      addMomentum(moved, encoder, 0, memory.previous.encoder(), encoder.length, (float) momentum);
      addMomentum(parts, weights, memory.previous.parts(), (float) momentum);
    }
    memory.previous = round.waiting();
    memory.previousElbo = elbo;
    return EncoderVector.into(weights.withParts(parts), moved);
  }

  /** The parts one step ago may wait on the disk: they are read in pieces. */
  private static void addMomentum(float[] moved, Weights now, RowMatrix before, float momentum) {
    if (momentum == 0) {
      return;
    }
    float[] piece = new float[Math.min(RowMatrix.PIECE, before.columns())];
    for (int j = 0; j < before.rows(); j++) {
      for (int from = 0; from < before.columns(); from += piece.length) {
        int count = Math.min(piece.length, before.columns() - from);
        int at = j * before.columns() + from;
        before.read(j, from, count, piece, 0);
        addMomentum(moved, now.parts(), at, piece, count, momentum);
        cutBelowZero(moved, at, count);
      }
    }
  }

  /** From {@code at} on, where {@code before} begins; in float32, many values at once. */
  private static void addMomentum(
      float[] moved, float[] now, int at, float[] before, int count, float momentum) {
    if (momentum == 0) {
      return;
    }
    for (int i = 0; i < count; i++) {
      moved[at + i] = Math.fma(momentum, now[at + i] - before[i], moved[at + i]);
    }
  }

  private static void cutBelowZero(float[] values, int at, int count) {
    for (int i = 0; i < count; i++) {
      values[at + i] = Math.max(0f, values[at + i]);
    }
  }
}
