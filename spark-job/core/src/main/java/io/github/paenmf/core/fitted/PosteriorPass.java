package io.github.paenmf.core.fitted;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.block.DenseBlock;
import io.github.paenmf.core.pass.BlockKernel;
import io.github.paenmf.core.pass.Pass;
import java.util.Arrays;

/**
 * Posteriors of a sample of rows. Every row draws a number from its content alone; the rows with
 * the smallest numbers are the sample, whatever the partitions and blocks. Few rows are scored, one
 * by one, so no kernel is used.
 *
 * @param model that was fitted
 * @param seed of the draw
 * @param most rows in the sample
 * @param rows of the table
 */
public record PosteriorPass(FittedModel model, long seed, int most, long rows)
    implements Pass<PosteriorSample> {

  /** Standard deviations of the number of candidates that are looked at beyond {@link #most}. */
  private static final double MARGIN = 6;

  /** Numbers from here on cannot be in the sample, but for a chance of 1e-9; they are skipped. */
  double limit() {
    return (most + MARGIN * Math.sqrt(most)) / rows;
  }

  @Override
  public PosteriorSample empty() {
    return new PosteriorSample(model.rank(), most);
  }

  @Override
  public void fold(BlockKernel kernel, DataBlock block, PosteriorSample into) {
    Block x = block.x();
    double limit = limit();
    for (int i = 0; i < x.rows(); i++) {
      double number = into.number(seed, x.keys()[i]);
      if (number < limit && x.weight(i) > 0) {
        into.offer(number, score(into, x, i), x.weight(i));
      }
    }
  }

  private RowPosterior score(PosteriorSample into, Block x, int row) {
    RowScorer scorer = into.scorer(model);
    float[] exogenous = exogenous(x, row);
    if (x instanceof CsrBlock sparse) {
      int from = sparse.rowStart()[row];
      int to = sparse.rowStart()[row + 1];
      return scorer.posterior(
          Arrays.copyOfRange(sparse.columns(), from, to),
          Arrays.copyOfRange(sparse.values(), from, to),
          exogenous);
    }
    int from = row * x.features();
    float[] values = ((DenseBlock) x).values();
    return scorer.posterior(null, Arrays.copyOfRange(values, from, from + x.features()), exogenous);
  }

  private static float[] exogenous(Block x, int row) {
    if (x.exogenous() == null) {
      return null;
    }
    float[] inputs = new float[x.exogenousInputs()];
    for (int e = 0; e < inputs.length; e++) {
      inputs[e] = x.exogenous()[e * x.rows() + row];
    }
    return inputs;
  }
}
