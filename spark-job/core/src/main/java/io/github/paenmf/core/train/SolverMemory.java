package io.github.paenmf.core.train;

import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.optim.Adam;
import java.util.List;

/**
 * What a solver remembers from one step to the next, part of the state of a fit. Weights, vectors
 * and lists are replaced, never changed in place; the moments of Adam alone are.
 */
final class SolverMemory {

  /** Moments of Adam, or null. */
  Adam adam;

  /** Weights one step ago, for momentum, or null. */
  WaitingWeights previous;

  /** The encoder's gradient there, or null. */
  float[] previousGradient;

  /** Curvature in the shape of every part that steps have met, or null. */
  double[] shapeSecants;

  /** The exact objective one step ago. */
  double previousElbo = Double.NaN;

  /** Steps since momentum last began from nothing. */
  int run;

  /** Where a line search began, or null. */
  Weights base;

  /** The objective there. */
  double baseValue;

  /** Its gradient there, as a line search's flat vector. */
  float[] baseGradient;

  /** Direction of the line search. */
  float[] direction;

  /** Share of the direction that is tried. */
  double searchStep;

  /** The first share that this search tried. */
  double longest;

  /** By how much the objective would fall in this trial if it were linear; at most 0. */
  double slope;

  /** Whether no step along the gradient lowers the objective any more. */
  boolean exhausted;

  /** Differences of points that limited-memory BFGS remembers, the oldest first. */
  List<float[]> moves = List.of();

  /** Differences of the gradients at those points. */
  List<float[]> changes = List.of();

  /** The same in a holder of its own. */
  SolverMemory copy() {
    SolverMemory copy = new SolverMemory();
    copy.adam = adam == null ? null : adam.copy();
    copy.previous = previous;
    copy.previousGradient = previousGradient;
    copy.shapeSecants = shapeSecants;
    copy.previousElbo = previousElbo;
    copy.run = run;
    copy.base = base;
    copy.baseValue = baseValue;
    copy.baseGradient = baseGradient;
    copy.direction = direction;
    copy.searchStep = searchStep;
    copy.longest = longest;
    copy.slope = slope;
    copy.exhausted = exhausted;
    copy.moves = moves;
    copy.changes = changes;
    return copy;
  }
}
