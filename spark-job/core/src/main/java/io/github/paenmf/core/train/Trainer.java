package io.github.paenmf.core.train;

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
    long smaller = Math.min(source.rows(), source.features());
    if (params.rank() > smaller) {
      throw new IllegalArgumentException(
          "rank is %d, expected 1 to %d: the table has %d rows of %d features"
              .formatted(params.rank(), smaller, source.rows(), source.features()));
    }
    return resume(new TrainingState(), source);
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
