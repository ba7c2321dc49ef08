package io.github.paenmf.bench.overhead;

import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.pass.BlockKernel;
import io.github.paenmf.core.pass.Pass;
import io.github.paenmf.core.pass.Statistics;

/**
 * A pass that sends weights out and brings as many sums back, and computes nothing.
 *
 * @param weights sent to every task
 */
record EmptyPass(float[] weights) implements Pass<EmptyPass.Sums> {

  /** As many numbers as there are weights. */
  static final class Sums implements Statistics<Sums> {

    private static final long serialVersionUID = 1L;

    private final float[] values;

    private Sums(int length) {
      values = new float[length];
    }

    @Override
    public void add(Sums other) {
      for (int i = 0; i < values.length; i++) {
        values[i] += other.values[i];
      }
    }
  }

  @Override
  public Sums empty() {
    return new Sums(weights.length);
  }

  @Override
  public void fold(BlockKernel kernel, DataBlock block, Sums into) {
    into.values[0] += block.rows() * weights[0];
  }
}
