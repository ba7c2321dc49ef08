package io.github.paenmf.core.train;

import io.github.paenmf.core.matrix.MatrixStore;
import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.ObjectiveFigures;
import io.github.paenmf.core.pass.SummaryStatistics;
import io.github.paenmf.core.pass.Whitening;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that a fit has worked out so far. Between two passes it is complete: a fit that goes on from
 * a copy ends like one that was never stopped.
 */
public final class TrainingState {

  /** What is done next. */
  Phase phase = Phase.SUMMARY;

  /** Steps done inside the phase. */
  int step;

  /** Evaluations of statistics so far: warm-start and training rounds. */
  int rounds;

  /** Passes over the data so far. */
  int passes;

  /** Column sums and norm. */
  SummaryStatistics summary;

  /** Orthonormal directions of the range finder, count x m. */
  RowMatrix directions;

  /** Number of the directions. */
  int directionCount;

  /** Singular values of the directions, between the two steps of the start phase. */
  double[] singularValues;

  /** Encoder inputs; null when the encoder reads the rows themselves. */
  Whitening whitening;

  /** Weights so far; null before the start phase. */
  Weights weights;

  /** What the solver remembers. */
  SolverMemory memory = new SolverMemory();

  /** Factor on the step size, halved whenever a step failed. */
  double stepFactor = 1;

  /** Round at which {@code tol} was met and the last decay began, or -1. */
  int decayFrom = -1;

  /** Step size factor of the schedule when that decay began. */
  double decayFactor;

  /** The last weights whose exact objective was finite, to go back to. */
  WaitingWeights safeWeights;

  /** What the solver remembered at that point. */
  SolverMemory safeMemory;

  /** Exact objective per row at that point. */
  double safeElbo = Double.NaN;

  /** The weights of the lowest exact objective so far; null before training and at the end. */
  WaitingWeights bestWeights;

  /** That objective per row, with the KL weight of the fit and the Gaussian constant. */
  double bestElbo = Double.POSITIVE_INFINITY;

  /** The lowest objective when {@code tol} was last tested. */
  double testedElbo = Double.POSITIVE_INFINITY;

  /** How many tests in a row have found a gain below {@code tol}. */
  int smallGains;

  /** What is known about each round. */
  final List<RoundRecord> history = new ArrayList<>();

  /** The exact figures; null before the end. */
  ObjectiveFigures figures;

  /** Names of the code that did the arithmetic, sorted; more than one when machines differ. */
  final List<String> backends = new ArrayList<>();

  /** The state of a fit that begins where another one ended. */
  static TrainingState continuing(Weights weights, Whitening whitening) {
    TrainingState state = new TrainingState();
    state.weights = weights;
    state.whitening = whitening;
    return state;
  }

  /** The parts of all weights that wait. */
  Set<RowMatrix> waitingParts() {
    Set<RowMatrix> parts = Collections.newSetFromMap(new IdentityHashMap<>());
    Stream.of(
            memory.previous,
            safeWeights,
            safeMemory == null ? null : safeMemory.previous,
            bestWeights)
        .filter(Objects::nonNull)
        .forEach(weights -> parts.add(weights.parts()));
    return parts;
  }

  /** Puts weights that were read back from a checkpoint where they wait. */
  void park(MatrixStore store) {
    Map<float[], RowMatrix> parked = new IdentityHashMap<>();
    memory.previous = parked(memory.previous, store, parked);
    safeWeights = parked(safeWeights, store, parked);
    if (safeMemory != null) {
      safeMemory.previous = parked(safeMemory.previous, store, parked);
    }
    bestWeights = parked(bestWeights, store, parked);
  }

  private static WaitingWeights parked(
      WaitingWeights weights, MatrixStore store, Map<float[], RowMatrix> parked) {
    if (weights == null) {
      return null;
    }
    RowMatrix held = weights.parts();
    return weights.withParts(parked.computeIfAbsent(held.values(), values -> store.keep(held)));
  }

  /** What is done next. */
  public Phase phase() {
    return phase;
  }

  /** Steps done inside the phase. */
  public int step() {
    return step;
  }

  /** Evaluations of statistics so far. */
  public int rounds() {
    return rounds;
  }

  /** Passes over the data so far. */
  public int passes() {
    return passes;
  }

  /** What is known about each round. */
  public List<RoundRecord> history() {
    return List.copyOf(history);
  }

  /** The code that did the arithmetic so far, {@code none} before the first pass. */
  public String backend() {
    return backends.isEmpty() ? "none" : String.join(" and ", backends);
  }
}
