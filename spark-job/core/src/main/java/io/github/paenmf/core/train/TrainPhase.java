package io.github.paenmf.core.train;

import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.optim.CosineSchedule;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.TrainStatistics;

/** Gradient rounds: one pass, then a step of the encoder, the parts and the noise variance. */
final class TrainPhase implements PhaseStep {

  /** {@code tol} is tested, and the exact objective known, once in so many rounds at least. */
  private static final int TEST_EVERY = 5;

  /** Rounds of the last decay after {@code tol} is met. */
  private static final int LAST_DECAY = 15;

  /** Tests in a row with a gain below {@code tol} that end training. */
  private static final int SMALL_GAINS = 2;

  /** A round that is worse than the last good one by this many nats a feature was a failed step. */
  private static final double FAILED_RISE = 0.1;

  /** A fit gives up when its step has been halved this far. */
  private static final double SMALLEST_STEP_FACTOR = 1e-9;

  private final TrainingParams params;
  private final TrainingListener listener;
  private final Solver solver;

  TrainPhase(TrainingParams params, TrainingListener listener) {
    this.params = params;
    this.listener = listener;
    this.solver = Solver.of(params);
  }

  @Override
  public void advance(TrainingState state, StatisticsSource source) {
    Weights weights = state.weights;
    WaitingWeights waiting = WaitingWeights.of(weights, source.matrices());
    MatrixSink made = new MatrixSink(weights.rank(), weights.features(), source.matrices());
    step(evaluate(state, source, made, waiting), state, source);
    made.matrix().drop();
    if (!state.waitingParts().contains(waiting.parts())) {
      waiting.parts().drop();
    }
  }

  private void step(Round round, TrainingState state, StatisticsSource source) {
    // What is trained decides what is better; with a KL weight of 1 it is the negativeElbo.
    double trained = round.exactObjective(params.klWeight());
    boolean searching = solver.searches() && state.memory.base != null;
    if (!searching
        && (!round.finite()
            || trained > state.safeElbo + FAILED_RISE * source.features() + round.rounding())) {
      goBack(state);
      return;
    }
    record(round, state, source);
    if (trained < state.bestElbo) {
      state.bestElbo = trained;
      state.bestWeights = round.waiting();
    }
    if (state.step % TEST_EVERY == 0) {
      testTolerance(state, source.features());
      state.safeWeights = round.waiting();
      state.safeMemory = state.memory.copy();
      state.safeElbo = trained;
    }
    Weights moved = solver.step(round, state.memory, state.stepFactor * schedule(state));
    if (params.learnsNoise() && !solver.searches()) {
      moved =
          moved.withNoiseVariance(
              LearnedNoise.variance(round.squaredError(), state.summary, source.features()));
    }
    state.weights = moved;
    finishStep(state);
  }

  private static void record(Round round, TrainingState state, StatisticsSource source) {
    if (!round.finite()) {
      return;
    }
    state.history.add(
        new RoundRecord(
            state.rounds,
            Phase.TRAIN,
            round.negativeElbo(),
            round.squaredError() / (round.rows() * source.features()),
            state.weights.noiseVariance()));
  }

  private Round evaluate(
      TrainingState state, StatisticsSource source, MatrixSink made, WaitingWeights waiting) {
    Weights weights = state.weights;
    boolean expected = params.reading() == Reading.EXPECTED;
    boolean exact = expected || state.step % TEST_EVERY == 0;
    double[] gram = Gram.of(weights.parts(), weights.rank(), weights.features());
    TrainStatistics sums =
        source.run(
            new TrainPass(
                weights,
                Gram.toFloat(gram),
                params.latent(),
                params.reading(),
                params.seed(),
                state.step,
                params.klWeight(),
                exact && !expected),
            solver.work(),
            made,
            "training round " + (state.step + 1));
    state.passes++;
    state.rounds++;
    return new Round(
        weights,
        sums,
        made.matrix(),
        waiting,
        gram,
        params.reading(),
        state.summary,
        exact,
        state.whitening == null ? null : state.whitening.exogenous());
  }

  /** Share of the solver's step: stochastic solvers settle along a cosine, exact ones need not. */
  private double schedule(TrainingState state) {
    if (!solver.followsSchedule()) {
      return 1;
    }
    if (state.decayFrom >= 0) {
      return state.decayFactor * CosineSchedule.factor(state.step - state.decayFrom, LAST_DECAY);
    }
    return CosineSchedule.factor(state.step, params.maxIter());
  }

  /** Momentum overshoots now and then, so one small gain is not the end: two in a row are. */
  private void testTolerance(TrainingState state, int features) {
    boolean small = state.testedElbo - state.bestElbo < params.tol() * features;
    state.testedElbo = state.bestElbo;
    state.smallGains = small ? state.smallGains + 1 : 0;
    if (state.smallGains < SMALL_GAINS || params.tol() == 0 || state.decayFrom >= 0) {
      return;
    }
    state.decayFactor = schedule(state);
    state.decayFrom = state.step;
    listener.onNotice("tol met after %d training rounds".formatted(state.step));
  }

  private void finishStep(TrainingState state) {
    state.step++;
    boolean settled =
        solver.settled(state.memory)
            || (state.decayFrom >= 0
                && (!solver.followsSchedule() || state.step - state.decayFrom >= LAST_DECAY));
    if (settled || state.step >= params.maxIter()) {
      state.weights = solver.last(state.weights, state.memory);
      state.memory = new SolverMemory();
      state.safeWeights = null;
      state.safeMemory = null;
      PhaseStep.enter(state, Phase.EVALUATE);
    }
  }

  private void goBack(TrainingState state) {
    state.stepFactor /= 2;
    if (state.safeWeights == null || state.stepFactor < SMALLEST_STEP_FACTOR) {
      throw new ArithmeticException(
          "training stays without a finite objective however small the step; scale the table or"
              + " choose another solver");
    }
    listener.onNotice(
        "a step failed in round %d: back to the last good weights with %s of the step"
            .formatted(state.rounds, state.stepFactor));
    state.weights = state.safeWeights.weights();
    state.memory = state.safeMemory.copy();
    state.memory.previous = null;
    finishStep(state);
  }
}
