package io.github.paenmf.core.train;

import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.optim.Lbfgs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Solvers that look along one direction: plain gradient descent, and limited-memory BFGS on the
 * encoder, the parts and the noise variance together. The step is shortened until the objective
 * falls enough (Armijo, 1966); every trial is a round. Parts are projected to be non-negative;
 * those that the bound holds leave the direction alone (two-metric projection, Bertsekas, 1982).
 *
 * <p>The objective has to be the same function in every round, so the latents are read by their
 * median or in expectation.
 */
final class LineSearchSolver implements Solver {

  /** Share of the slope by which the objective has to fall. */
  private static final double ENOUGH = 1e-4;

  private static final double MOST_SHORTENED = 0.1;
  private static final double LEAST_SHORTENED = 0.5;

  /** A search that has shortened its step this far is at its end. */
  private static final double SHORTEST = 1e-7;

  /** Gradient descent begins with this much more than the step that was good last. */
  private static final double LENGTHENED = 2;

  /** Pairs that limited-memory BFGS remembers. */
  private static final int PAIRS = 10;

  private final boolean secondOrder;
  private final double klWeight;
  private final boolean learnsNoise;
  private final double stepSize;

  LineSearchSolver(TrainingParams params) {
    secondOrder = params.solver() == SolverKind.LBFGS;
    klWeight = params.klWeight();
    learnsNoise = params.learnsNoise();
    stepSize = params.stepSize();
  }

  @Override
  public boolean searches() {
    return true;
  }

  @Override
  public boolean settled(SolverMemory memory) {
    return memory.exhausted;
  }

  @Override
  public Weights last(Weights moved, SolverMemory memory) {
    return memory.base == null ? moved : memory.base;
  }

  @Override
  public Weights step(Round round, SolverMemory memory, double stepFactor) {
    TrainedVector vector = new TrainedVector(round, secondOrder && learnsNoise);
    double value = round.objective(klWeight);
    if (memory.base == null) {
      begin(round, value, vector, memory);
    } else if (value <= memory.baseValue + ENOUGH * memory.slope) {
      remember(round, vector, memory);
      begin(round, value, vector, memory);
    } else {
      shorten(value, vector, memory);
    }
    if (memory.exhausted) {
      return memory.base;
    }
    Weights trial = vector.moved(memory.base, memory.direction, memory.searchStep);
    memory.slope = slope(vector, memory, trial);
    return trial;
  }

  /** A new search from an evaluated point. */
  private void begin(Round round, double value, TrainedVector vector, SolverMemory memory) {
    Weights weights = round.weights();
    double[] gradient = vector.gradient(round);
    double[] free = gradient.clone();
    vector.release(free, weights, gradient);
    double[] curvature = secondOrder ? vector.curvature(round, klWeight) : ones(gradient.length);
    double[] direction = Lbfgs.direction(free, memory.moves, memory.changes, curvature);
    vector.release(direction, weights, gradient);
    double length = Math.sqrt(dot(direction, direction));
    if (secondOrder) {
      memory.searchStep = memory.moves.isEmpty() ? shortened(length) : 1;
    } else if (memory.base == null) {
      memory.searchStep = stepSize > 0 ? stepSize : shortened(length);
    } else {
      memory.searchStep *= LENGTHENED;
    }
    memory.longest = memory.searchStep;
    // Gradient descent leaves the noise variance out of its vector, and BFGS starts far from its
    // optimum: it is set there, which can only lower the objective below what the search has to
    // beat.
    boolean optimum = learnsNoise && (!secondOrder || memory.base == null);
    memory.base =
        optimum
            ? weights.withNoiseVariance(
                LearnedNoise.variance(round.squaredError(), round.table(), weights.features()))
            : weights;
    memory.baseValue = value;
    memory.baseGradient = toFloat(gradient);
    memory.direction = toFloat(direction);
    memory.exhausted = !(length > 0);
  }

  /** The pair of this move for limited-memory BFGS. */
  private void remember(Round round, TrainedVector vector, SolverMemory memory) {
    if (!secondOrder) {
      return;
    }
    double[] move = vector.of(round.weights());
    double[] before = vector.of(memory.base);
    double[] change = vector.gradient(round);
    for (int i = 0; i < move.length; i++) {
      move[i] -= before[i];
      change[i] -= memory.baseGradient[i];
    }
    float[] kept = toFloat(move);
    float[] keptChange = toFloat(change);
    if (!Lbfgs.usable(kept, keptChange)) {
      return;
    }
    memory.moves = new ArrayList<>(memory.moves);
    memory.changes = new ArrayList<>(memory.changes);
    memory.moves.add(kept);
    memory.changes.add(keptChange);
    if (memory.moves.size() > PAIRS) {
      memory.moves.remove(0);
      memory.changes.remove(0);
    }
  }

  /** A shorter step, by the parabola through what is known; the gradient where BFGS fails. */
  private static void shorten(double value, TrainedVector vector, SolverMemory memory) {
    double rise = value - memory.baseValue - memory.slope;
    double share = Double.isFinite(rise) ? -memory.slope / (2 * rise) : MOST_SHORTENED;
    memory.searchStep *= Math.min(LEAST_SHORTENED, Math.max(MOST_SHORTENED, share));
    if (memory.searchStep >= SHORTEST * memory.longest) {
      return;
    }
    if (memory.moves.isEmpty()) {
      memory.exhausted = true;
      return;
    }
    memory.moves = List.of();
    memory.changes = List.of();
    double[] gradient = new double[memory.baseGradient.length];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = memory.baseGradient[i];
    }
    double[] direction =
        Lbfgs.direction(gradient, memory.moves, memory.changes, ones(gradient.length));
    vector.release(direction, memory.base, gradient);
    memory.direction = toFloat(direction);
    memory.searchStep = shortened(Math.sqrt(dot(direction, direction)));
    memory.longest = memory.searchStep;
  }

  /** The share of a first direction that moves the vector by at most 1. */
  private static double shortened(double length) {
    return length > 1 ? 1 / length : 1;
  }

  private static double[] ones(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double slope(TrainedVector vector, SolverMemory memory, Weights trial) {
    double[] to = vector.of(trial);
    double[] from = vector.of(memory.base);
    double slope = 0;
    for (int i = 0; i < to.length; i++) {
      slope += memory.baseGradient[i] * (to[i] - from[i]);
    }
    return slope;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static float[] toFloat(double[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }
}
