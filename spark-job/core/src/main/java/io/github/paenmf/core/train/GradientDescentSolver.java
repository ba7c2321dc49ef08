package io.github.paenmf.core.train;

import io.github.paenmf.core.model.EncoderVector;
import io.github.paenmf.core.model.Weights;

/**
 * Plain gradient descent, as the paper trains: one step size for everything, on the objective per
 * row, with W_f projected to be non-negative.
 */
final class GradientDescentSolver implements Solver {

  private static final double STEP = 1e-3;

  private final double stepSize;

  GradientDescentSolver(TrainingParams params) {
    stepSize = params.stepSize() > 0 ? params.stepSize() : STEP;
  }

  @Override
  public boolean followsSchedule() {
    return true;
  }

  @Override
  public Weights step(Round round, SolverMemory memory, double stepFactor) {
    double step = stepSize * stepFactor;
    float[] encoder = EncoderVector.of(round.weights());
    float[] gradient = round.encoderGradient();
    for (int i = 0; i < encoder.length; i++) {
      encoder[i] -= (float) (step * gradient[i]);
    }
    return EncoderVector.into(round.weights().withParts(parts(round, step)), encoder);
  }

  /** max(0, W_f - step (W_f (H'H) - X'H) / (n sigma^2)). */
  private static float[] parts(Round round, double step) {
    double[] gradient = TrainedVector.partsGradient(round);
    float[] parts = new float[gradient.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = (float) Math.max(0, round.weights().parts()[i] - step * gradient[i]);
    }
    return parts;
  }
}
