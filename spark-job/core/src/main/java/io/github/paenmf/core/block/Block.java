package io.github.paenmf.core.block;

import java.io.Serializable;

/**
 * A block of data points: {@code rows} non-negative vectors of length {@code features}, in float32.
 *
 * <p>A block is immutable by convention: its arrays are shared, never copied, and nobody writes to
 * them after construction.
 */
public sealed interface Block extends Serializable permits DenseBlock, CsrBlock {

  /** Number of data points in this block. */
  int rows();

  /** Number of features, the length m of each data point. */
  int features();

  /** Weight of every row, at least 0; {@code null} when all weights are 1. */
  float[] weights();

  /** Content hash of every row ({@link RowHash}); the noise of a row is keyed by it. */
  long[] keys();

  /**
   * Extra inputs of the encoder, e x n: one input after the other, of any sign; {@code null} when
   * the rows have none.
   */
  float[] exogenous();

  /** Number e of extra inputs, 0 for none. */
  default int exogenousInputs() {
    return exogenous() == null || rows() == 0 ? 0 : exogenous().length / rows();
  }

  /** Number of stored values: rows times features when dense, non-zeros when sparse. */
  long storedValues();

  /** The weight of one row. */
  default float weight(int row) {
    return weights() == null ? 1f : weights()[row];
  }
}
