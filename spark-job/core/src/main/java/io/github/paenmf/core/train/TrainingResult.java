package io.github.paenmf.core.train;

import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.ObjectiveFigures;
import io.github.paenmf.core.pass.Whitening;
import java.util.List;

/**
 * What a fit leaves behind.
 *
 * @param weights the fitted weights
 * @param whitening the encoder's input, or null when it reads the rows themselves
 * @param mean mean of every feature, m
 * @param figures exact figures on the training rows
 * @param history a line a round
 * @param rounds evaluations of statistics
 * @param passes passes over the data
 * @param partitions partitions of the data
 * @param source {@code in-process} or {@code distributed}
 * @param backend the code that did the arithmetic
 */
public record TrainingResult(
    Weights weights,
    Whitening whitening,
    float[] mean,
    ObjectiveFigures figures,
    List<RoundRecord> history,
    int rounds,
    int passes,
    int partitions,
    String source,
    String backend) {

  static TrainingResult of(TrainingState state, StatisticsSource source) {
    return new TrainingResult(
        state.weights,
        state.whitening == null ? null : state.whitening.detached(),
        state.summary.mean(),
        state.figures,
        List.copyOf(state.history),
        state.rounds,
        state.passes,
        source.partitions(),
        source.name(),
        state.backend());
  }
}
