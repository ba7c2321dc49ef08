package io.github.paenmf.core.train;

import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.ExogenousPass;
import io.github.paenmf.core.pass.ExogenousScaling;
import io.github.paenmf.core.pass.Whitening;
import java.util.EnumMap;
import java.util.Map;

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
   * @throws IllegalArgumentException when the rank does not fit the table, or the table is all zero
   * @throws ArithmeticException when no step size keeps the objective finite
   */
  public TrainingResult fit(StatisticsSource source) {
    return fit(source, 0);
  }

  /**
   * Fits from the beginning, to rows with extra inputs that the encoder reads and the parts do not
   * make.
   *
   * @param source the rows
   * @param exogenous number of extra inputs of every row
   * @return the fitted weights and figures
   * @throws IllegalArgumentException as {@link #fit(StatisticsSource)}, and when there are extra
   *     inputs and the encoder is to read the rows themselves
   */
  public TrainingResult fit(StatisticsSource source, int exogenous) {
    long smaller = Math.min(source.rows(), source.features());
    if (params.rank() > smaller) {
      throw new IllegalArgumentException(
          "rank is %d, expected 1 to %d: the table has %d rows of %d features"
              .formatted(params.rank(), smaller, source.rows(), source.features()));
    }
    TrainingState state = new TrainingState();
    if (exogenous > 0) {
      if (params.readsRows()) {
        throw new IllegalArgumentException(
            "extra inputs stand beside whitened scores: expected another solver than gradient"
                + " descent from a random start");
      }
      state.exogenous =
          ExogenousScaling.of(source.run(new ExogenousPass(exogenous), "extra inputs"));
      state.passes++;
    }
    return resume(state, source);
  }

  /**
   * Fits from the weights of another fit, on the same or on new rows: plain NMF and the range
   * finder are left out.
   *
   * @param weights to start from; their encoder reads scores of {@code whitening}
   * @param whitening that those weights belong to, or null when their encoder reads rows
   * @param source the rows
   * @throws IllegalArgumentException when the weights are not of the rank asked for or not of the
   *     rows' length, their encoder does not go with the solver, or the table is all zero
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
    if (whitening == null && params.solver() == SolverKind.NEWTON) {
      throw new IllegalArgumentException(
          "the initial model was trained without whitening, which the Newton solver needs: expected"
              + " another solver");
    }
    Weights start =
        params.learnsNoise() ? weights : weights.withNoiseVariance(params.noiseVariance());
    return resume(TrainingState.continuing(start, whitening), source);
  }

  /** Goes on from a state that another run of the same fit left behind. */
  public TrainingResult resume(TrainingState state, StatisticsSource source) {
    while (state.phase != Phase.DONE) {
      phases.get(state.phase).advance(state, source);
      listener.onStep(state);
    }
    return TrainingResult.of(state, source);
  }
}
