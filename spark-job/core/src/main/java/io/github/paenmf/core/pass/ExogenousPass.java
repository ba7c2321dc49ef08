package io.github.paenmf.core.pass;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.DataBlock;

/**
 * Mean and spread of the extra inputs, and how they vary together with the scores.
 *
 * @param whitening of the scores
 * @param count e, number of extra inputs
 */
public record ExogenousPass(Whitening whitening, int count) implements Pass<ExogenousStatistics> {

  @Override
  public ExogenousStatistics empty() {
    return new ExogenousStatistics(whitening.inputs(), count);
  }

  @Override
  public void fold(BlockKernel kernel, DataBlock block, ExogenousStatistics into) {
    Block x = block.x();
    EncoderInputs.requireExogenous(x, count);
    int rows = x.rows();
    int scores = whitening.inputs();
    int inputs = scores + count;
    float[] score = kernel.scores(whitening, block);
    double[] row = new double[inputs];
    for (int i = 0; i < rows; i++) {
      double weight = x.weight(i);
      into.weight += weight;
      for (int p = 0; p < inputs; p++) {
        row[p] = p < scores ? score[p * rows + i] : x.exogenous()[(p - scores) * rows + i];
      }
      for (int p = 0; p < scores; p++) {
        into.scoreSums[p] += weight * row[p];
      }
      for (int e = 0; e < count; e++) {
        double value = weight * row[scores + e];
        into.sums[e] += value;
        for (int p = 0; p < inputs; p++) {
          into.products[e * inputs + p] += value * row[p];
        }
      }
    }
  }

  /** The whitening with the standardisation that the sums over all rows ask for. */
  public Whitening standardised(ExogenousStatistics sums) {
    return new Whitening(
        whitening.features(),
        whitening.inputs(),
        whitening.directions(),
        whitening.offsets(),
        ExogenousScaling.of(sums));
  }
}
