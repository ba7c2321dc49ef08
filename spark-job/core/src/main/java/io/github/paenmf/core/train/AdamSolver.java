package io.github.paenmf.core.train;

import io.github.paenmf.core.model.EncoderVector;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.optim.Adam;
import io.github.paenmf.core.pass.SliceWork;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.TrainStatistics;

/** Adam on the encoder, an update of the parts beside it. */
final class AdamSolver implements Solver {

  private static final double FIRST_DECAY = 0.9;
  private static final double SECOND_DECAY = 0.99;

  /** Step for this many inputs; more inputs add up in a pre-activation and take shorter steps. */
  private static final double STEP = 0.1;

  private static final double STEP_INPUTS = 5;

  private final double stepSize;
  private final PartsWork parts;

  AdamSolver(TrainingParams params) {
    stepSize = params.stepSize();
    parts = new PartsWork(params.partsUpdate(), params.partSweeps());
  }

  @Override
  public boolean followsSchedule() {
    return true;
  }

  @Override
  public SliceWork<TrainPass, TrainStatistics> work() {
    return parts.ofTraining();
  }

  @Override
  public Weights step(Round round, SolverMemory memory, double stepFactor) {
    Weights weights = round.weights();
    if (memory.adam == null) {
      memory.adam =
          new Adam(
              EncoderVector.length(weights.rank(), weights.inputs()), FIRST_DECAY, SECOND_DECAY);
    }
    double step =
        stepSize > 0 ? stepSize : STEP * Math.min(1, Math.sqrt(STEP_INPUTS / weights.inputs()));
    float[] encoder =
        memory.adam.step(EncoderVector.of(weights), round.encoderGradient(), step * stepFactor);
    float[] improved = round.made().values();
    return EncoderVector.into(weights.withParts(improved), encoder);
  }
}
