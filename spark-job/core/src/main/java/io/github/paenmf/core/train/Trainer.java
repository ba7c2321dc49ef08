package io.github.paenmf.core.train;

import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.Whitening;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The training loop: steps through the phases until nothing is left to do. */
public final class Trainer {

  private final TrainingParams params;
  private final TrainingListener listener;
  private final Map<Phase, PhaseStep> phases = new EnumMap<>(Phase.class);

  /** A loop for these params. */
  public Trainer(TrainingParams params, TrainingListener listener) {
    this.params = params;
    this.listener = listener;
    phases.put(Phase.SUMMARY, new SummaryPhase(params));
    phases.put(Phase.RANGE, new RangePhase(params));
    phases.put(Phase.START, new StartPhase(params));
    phases.put(Phase.WARM, new WarmPhase(params));
    phases.put(Phase.RIDGE, new RidgePhase(params));
    phases.put(Phase.TRAIN, new TrainPhase(params, listener));
    phases.put(Phase.EVALUATE, new EvaluatePhase(params));
  }

  /**
   * Fits from the beginning.
   *
   * @param source the rows
   * @return the fitted weights and figures
   * @throws IllegalArgumentException when the rank does not fit the table, the table is all zero,
   *     or there are extra inputs where the encoder reads the rows themselves
   * @throws ArithmeticException when no step size keeps the objective finite
   */
  public TrainingResult fit(StatisticsSource source) {
    long smaller = Math.min(source.rows(), source.features());
    if (params.rank() > smaller) {
      throw new IllegalArgumentException(
          "rank is %d, expected 1 to %d: the table has %d rows of %d features"
              .formatted(params.rank(), smaller, source.rows(), source.features()));
    }
    if (source.exogenous() > 0 && params.readsRows()) {
      throw new IllegalArgumentException(
          "rows have %d extra inputs, expected none: they stand beside whitened scores, and gradient"
                  .formatted(source.exogenous())
              + " descent from a random start trains an encoder of the rows themselves");
    }
    return run(new TrainingState(), source);
  }

  /**
   * Fits from the weights of another fit, on the same or on new rows: plain NMF and the range
   * finder are left out.
   *
   * @param weights to start from; their encoder reads scores of {@code whitening}
   * @param whitening that those weights belong to, or null when their encoder reads rows
   * @param source the rows
   * @throws IllegalArgumentException when the weights are not of the rank asked for, not of the
   *     rows' length or their number of extra inputs, their encoder does not go with the solver, or
   *     the table is all zero
   */
  public TrainingResult fitFrom(Weights weights, Whitening whitening, StatisticsSource source) {
    if (weights.rank() != params.rank()) {
      throw new IllegalArgumentException(
          "rank is %d, expected %d, the initial model's".formatted(params.rank(), weights.rank()));
    }
    if (weights.features() != source.features()) {
      throw new IllegalArgumentException(
          "rows have %d features, expected %d, the initial model's"
              .formatted(source.features(), weights.features()));
    }
    int exogenous = whitening == null ? 0 : whitening.exogenousInputs();
    if (exogenous != source.exogenous()) {
      throw new IllegalArgumentException(
          "rows have %d extra inputs, expected %d, the initial model's"
              .formatted(source.exogenous(), exogenous));
    }
    if (whitening == null && params.solver() == SolverKind.NEWTON) {
      throw new IllegalArgumentException(
          "the initial model was trained without whitening, which the Newton solver needs: expected"
              + " another solver");
    }
    Weights start =
        params.learnsNoise() ? weights : weights.withNoiseVariance(params.noiseVariance());
    return run(TrainingState.continuing(start, whitening), source);
  }

  /**
   * Goes on from a state that another run of the same fit left behind; with the same params and
   * blocks it ends with the bits of a fit that was never stopped.
   */
  public TrainingResult resume(TrainingState state, StatisticsSource source) {
    if (state.directions != null) {
      state.directions = source.matrices().keep(state.directions);
    }
    if (state.whitening != null) {
      state.whitening = state.whitening.keptIn(source.matrices());
    }
    if (state.whitening != null && state.phase.compareTo(Phase.START) > 0) {
      // Cached by the start phase in the run that was stopped; read to the end, and beyond it.
      source.cacheScores(state.whitening);
    }
    state.park(source.matrices());
    return run(state, source);
  }

  private TrainingResult run(TrainingState state, StatisticsSource source) {
    while (state.phase != Phase.DONE) {
      Set<RowMatrix> before = state.waitingParts();
      phases.get(state.phase).advance(state, source);
      before.removeAll(state.waitingParts());
      before.forEach(RowMatrix::drop);
      noteBackends(state, source.backend());
      listener.onStep(state);
    }
    return TrainingResult.of(state, source);
  }

  /** Machines of different kinds add up to results that agree, but not to the last bit. */
  private void noteBackends(TrainingState state, String found) {
    if (state.backends.contains(found)) {
      return;
    }
    boolean first = state.backends.isEmpty();
    boolean more = false;
    for (String backend : found.split(" and ")) {
      if (!backend.startsWith("none") && !state.backends.contains(backend)) {
        state.backends.add(backend);
        more = true;
      }
    }
    state.backends.sort(null);
    if (more && (!first || state.backends.size() > 1)) {
      listener.onNotice(
          "passes ran on code for different processors (%s): the last bits may differ from a fit on one kind"
              .formatted(state.backend()));
    }
  }
}
