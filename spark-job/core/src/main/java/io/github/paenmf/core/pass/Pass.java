package io.github.paenmf.core.pass;

import io.github.paenmf.core.block.DataBlock;
import java.io.Serializable;

/**
 * One pass over the data: what to compute from every block, with the weights it needs.
 *
 * @param <S> the sums it yields
 */
public interface Pass<S extends Statistics<S>> extends Serializable {

  /** Sums of no rows. */
  S empty();

  /**
   * Adds one block to the sums by way of the kernel.
   *
   * @param kernel does the arithmetic
   * @param block some rows of the table
   * @param into sums to add to
   */
  void fold(BlockKernel kernel, DataBlock block, S into);
}
