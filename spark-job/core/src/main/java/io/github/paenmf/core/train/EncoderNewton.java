package io.github.paenmf.core.train;

import io.github.paenmf.core.linalg.Cholesky;
import io.github.paenmf.core.model.Weights;

/**
 * A Newton step on the encoder from nothing but the gradient and r x r sums.
 *
 * <p>The encoder's inputs are white, so the Hessian of the objective per row is nearly a Kronecker
 * product of an r x r matrix with the identity, or with the covariance of the inputs where extra
 * inputs stand beside the white ones. For the scale that matrix is Gauss-Newton's: W_f'W_f /
 * sigma^2, since the mean of h is nearly linear in its pre-activation, plus the curvature of the
 * divergence. For the shape the parts do not mix: the variance penalty pi_j = E[Var h_j] ||w_j||^2
 * / (2 sigma^2) falls like 1/k^2, which makes its curvature in ln k equal to 4 pi_j. Where a few
 * rows carry most of it the matrix is far from a multiple of the identity; then the curvature that
 * the steps have met counts, see {@link ShapeSecants}.
 */
final class EncoderNewton {

  /** Curvature of the divergence in the scale near the prior's mean, a little above its value 1. */
  private static final double SCALE_CURVATURE = 2;

  /**
   * Curvature of the divergence in ln k, a small number that bounds the step where the variance is
   * negligible.
   */
  private static final double SHAPE_CURVATURE = 0.5;

  /** The shape of no part moves by more than this, root mean square over rows, in ln k. */
  private static final double LONGEST_SHAPE_STEP = 1;

  private EncoderNewton() {}

  /**
   * The encoder after the step.
   *
   * @param round evaluated
   * @param encoder flat, as {@link io.github.paenmf.core.model.EncoderVector} has it; not changed
   * @param klWeight beta
   * @param damping share of the step that is taken
   * @param memory the weights and the gradient one step ago; this gradient is kept in their place
   */
  static float[] step(
      Round round, float[] encoder, double klWeight, double damping, SolverMemory memory) {
    Weights weights = round.weights();
    int rank = weights.rank();
    int inputs = weights.inputs();
    float[] gradient = round.encoderGradient();
    float[] moved = encoder.clone();
    double[] penalty = variancePenalty(round);
    InputCovariance covariance = InputCovariance.of(inputs, round.exogenous());
    scaleStep(round, gradient, penalty, covariance, klWeight, damping, moved);
    int shape = rank * inputs + rank;
    int shapeBias = shape + rank * inputs;
    double[] met = ShapeSecants.of(gradient, encoder, memory, rank, inputs);
    for (int j = 0; j < rank; j++) {
      shapeStep(
          gradient,
          shape + j * inputs,
          shapeBias + j,
          inputs,
          covariance,
          Math.max(shapeCurvature(klWeight, penalty[j]), met[j]),
          damping,
          moved);
    }
    memory.previousGradient = gradient;
    memory.shapeSecants = met;
    return moved;
  }

  /** Curvature in the scale beyond that of the squared error of the mean. */
  static double scaleCurvature(double klWeight, double penalty) {
    return SCALE_CURVATURE * klWeight + 2 * penalty;
  }

  /** Curvature in ln k. */
  static double shapeCurvature(double klWeight, double penalty) {
    return 4 * penalty + SHAPE_CURVATURE * Math.max(klWeight, 1e-3);
  }

  /** pi_j, per row. */
  static double[] variancePenalty(Round round) {
    int rank = round.weights().rank();
    double[] penalty = new double[rank];
    for (int j = 0; j < rank; j++) {
      penalty[j] =
          round.sums().variances[j]
              * round.gram()[j * rank + j]
              / (2 * round.weights().noiseVariance() * round.rows());
    }
    return penalty;
  }

  private static void scaleStep(
      Round round,
      float[] gradient,
      double[] penalty,
      InputCovariance covariance,
      double klWeight,
      double damping,
      float[] moved) {
    int rank = round.weights().rank();
    int inputs = round.weights().inputs();
    double noise = round.weights().noiseVariance();
    double[] hessian = new double[rank * rank];
    double largest = 0;
    for (int i = 0; i < hessian.length; i++) {
      hessian[i] = round.gram()[i] / noise;
      largest = Math.max(largest, hessian[i]);
    }
    for (int j = 0; j < rank; j++) {
      hessian[j * rank + j] += scaleCurvature(klWeight, penalty[j]);
    }
    int bias = rank * inputs;
    int columns = inputs + 1;
    double[] step = new double[rank * columns];
    for (int j = 0; j < rank; j++) {
      for (int p = 0; p < inputs; p++) {
        step[j * columns + p] = gradient[j * inputs + p];
      }
      step[j * columns + inputs] = gradient[bias + j];
    }
    // The ridge is rounding error beside the matrix; it keeps parts that are copies of each other
    // solvable.
    Cholesky.of(hessian, rank, 1e-9 * largest).solve(step, columns);
    for (int j = 0; j < rank; j++) {
      covariance.divide(step, j * columns);
      for (int p = 0; p < inputs; p++) {
        moved[j * inputs + p] -= (float) (damping * step[j * columns + p]);
      }
      moved[bias + j] -= (float) (damping * step[j * columns + inputs]);
    }
  }

  private static void shapeStep(
      float[] gradient,
      int from,
      int bias,
      int inputs,
      InputCovariance covariance,
      double curvature,
      double damping,
      float[] moved) {
    double[] step = new double[inputs];
    for (int p = 0; p < inputs; p++) {
      step[p] = gradient[from + p];
    }
    covariance.divide(step, 0);
    double norm = (double) gradient[bias] * gradient[bias];
    for (int p = 0; p < inputs; p++) {
      norm += gradient[from + p] * step[p];
    }
    double length = Math.sqrt(norm) / curvature;
    double factor = damping / curvature * Math.min(1, LONGEST_SHAPE_STEP / length);
    if (!(length > 0)) {
      return;
    }
    for (int p = 0; p < inputs; p++) {
      moved[from + p] -= (float) (factor * step[p]);
    }
    moved[bias] -= (float) (factor * gradient[bias]);
  }
}
