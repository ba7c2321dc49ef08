package io.github.paenmf.core.block;

import java.io.Serializable;

/**
 * A block together with what is cached beside it for training.
 *
 * @param x the data points, n x m
 * @param scores encoder inputs, inputs x n (one encoder input after the other), or null before the
 *     whitening is known
 */
public record DataBlock(Block x, float[] scores) implements Serializable {

  /** A block without scores. */
  public static DataBlock of(Block x) {
    return new DataBlock(x, null);
  }

  /** Number of data points. */
  public int rows() {
    return x.rows();
  }
}
