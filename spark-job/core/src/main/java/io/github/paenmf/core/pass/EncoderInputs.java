package io.github.paenmf.core.pass;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.DataBlock;
import java.util.Arrays;

/** What the encoder reads of a block: the whitened scores, then the standardised extra inputs. */
public final class EncoderInputs {

  private EncoderInputs() {}

  /**
   * The block with its encoder inputs beside it.
   *
   * @param kernel works the scores out
   * @param whitening of the scores, and the scaling of extra inputs if there are any
   * @param block without them
   * @throws IllegalArgumentException when the rows have not the extra inputs of the whitening
   */
  public static DataBlock of(BlockKernel kernel, Whitening whitening, DataBlock block) {
    Block x = block.x();
    float[] scores = kernel.scores(whitening, block);
    requireExogenous(x, whitening.exogenousInputs());
    ExogenousScaling scaling = whitening.exogenous();
    if (scaling == null) {
      return new DataBlock(x, scores);
    }
    int rows = x.rows();
    int at = whitening.inputs() * rows;
    float[] inputs = Arrays.copyOf(scores, Math.multiplyExact(whitening.encoderInputs(), rows));
    for (int e = 0; e < scaling.count(); e++) {
      for (int i = 0; i < rows; i++) {
        inputs[at++] = scaling.standardised(e, x.exogenous()[e * rows + i]);
      }
    }
    return new DataBlock(x, inputs);
  }

  static void requireExogenous(Block x, int count) {
    int found = x.exogenousInputs();
    if (found != count && x.rows() > 0) {
      throw new IllegalArgumentException(
          "rows have %d extra inputs, expected %d".formatted(found, count));
    }
  }
}
