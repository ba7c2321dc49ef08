package io.github.paenmf.core.fitted;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.block.DenseBlock;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.BlockKernel;
import io.github.paenmf.core.pass.Pass;
import java.util.Arrays;

/**
 * Posteriors of a sample of rows. Every row draws a number from its content alone; the rows with
 * the smallest numbers are the sample, whatever the partitions and blocks. Few rows are scored, one
 * by one, so no kernel is used.
 *
 * @param model that was fitted, or that of the encoder inputs
 * @param readsInputs whether the model reads the encoder inputs beside the blocks
 * @param seed of the draw
 * @param most rows in the sample
 * @param rows of the table
 */
public record PosteriorPass(FittedModel model, boolean readsInputs, long seed, int most, long rows)
    implements Pass<PosteriorSample> {

  /** Of a model that reads the rows. */
  public PosteriorPass(FittedModel model, long seed, int most, long rows) {
    this(model, false, seed, most, rows);
  }

  /**
   * Of trained weights: by the encoder inputs that stand beside the blocks, so that nothing as long
   * as the parts is sent, or, without whitening, by the encoder that reads rows.
   */
  public static PosteriorPass of(FittedModel model, long seed, int most, long rows) {
    return model.whitening() == null
        ? new PosteriorPass(model, seed, most, rows)
        : new PosteriorPass(ofInputs(model), true, seed, most, rows);
  }

  /** The encoder as it was trained, as a model whose rows are the encoder inputs; of no parts. */
  private static FittedModel ofInputs(FittedModel model) {
    Weights trained = model.training();
    Weights encoder =
        new Weights(
            trained.rank(),
            trained.inputs(),
            trained.inputs(),
            new float[trained.rank() * trained.inputs()],
            trained.scaleCoefficients(),
            trained.scaleBias(),
            trained.shapeCoefficients(),
            trained.shapeBias(),
            trained.noiseVariance());
    return FittedModel.of(encoder, null, model.latent(), model.klWeight());
  }

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
        into.offer(number, score(into, block, i), x.weight(i));
      }
    }
  }

  private RowPosterior score(PosteriorSample into, DataBlock block, int row) {
    Block x = block.x();
    RowScorer scorer = into.scorer(model);
    if (readsInputs) {
      return scorer.posterior(null, column(block.scores(), x.rows(), row));
    }
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
    return column(x.exogenous(), x.rows(), row);
  }

  /** What belongs to one row of an array that has the rows side by side. */
  private static float[] column(float[] values, int rows, int row) {
    float[] inputs = new float[values.length / rows];
    for (int e = 0; e < inputs.length; e++) {
      inputs[e] = values[e * rows + row];
    }
    return inputs;
  }
}
