package io.github.paenmf.cuda.slab;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.block.DenseBlock;
import java.util.List;

/**
 * Neighbouring blocks of a partition that the device works on as one: blocks have the size of a
 * processor's cache, a device wants thousands of rows at once.
 *
 * @param blocks at least one, all dense or all sparse
 * @param rows n
 * @param features m
 * @param sparse whether the blocks are sparse
 * @param storedValues rows times features when dense, non-zeros when sparse
 * @param weighted whether any row has a weight of its own
 * @param inputs encoder inputs of the cached scores, 0 without scores
 */
public record Slab(
    List<DataBlock> blocks,
    int rows,
    int features,
    boolean sparse,
    long storedValues,
    boolean weighted,
    int inputs) {

  /** Of these blocks. */
  public static Slab of(List<DataBlock> blocks) {
    DataBlock first = blocks.get(0);
    int rows = 0;
    long stored = 0;
    boolean weighted = false;
    for (DataBlock block : blocks) {
      rows = Math.addExact(rows, block.rows());
      Block x = block.x();
      stored += x instanceof DenseBlock ? (long) x.rows() * x.features() : x.storedValues();
      weighted |= block.x().weights() != null;
    }
    return new Slab(
        List.copyOf(blocks),
        rows,
        first.x().features(),
        first.x() instanceof CsrBlock,
        stored,
        weighted,
        first.scores() == null || first.rows() == 0 ? 0 : first.scores().length / first.rows());
  }

  /** Row starts of all blocks one behind the other, n + 1; sparse only. */
  int[] rowStart() {
    int[] start = new int[rows + 1];
    int row = 0;
    int base = 0;
    for (DataBlock block : blocks) {
      CsrBlock csr = (CsrBlock) block.x();
      for (int i = 0; i < csr.rows(); i++) {
        start[row++] = base + csr.rowStart()[i];
      }
      base = Math.addExact(base, csr.rowStart()[csr.rows()]);
    }
    start[rows] = base;
    return start;
  }
}
