package io.github.paenmf.core.kernel;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.DenseBlock;
import io.github.paenmf.core.linalg.MatrixProducts;

/**
 * Products for whichever kind of block a partition holds, begun at its first block and kept for the
 * next pass.
 */
final class ProductsPair implements AutoCloseable {

  private final MatrixProducts matrices;
  private Products dense;
  private Products sparse;
  private Products current;
  private boolean begun;

  /**
   * Nothing begun yet.
   *
   * @param matrices for dense blocks
   */
  ProductsPair(MatrixProducts matrices) {
    this.matrices = matrices;
  }

  /** The next {@link #begin} starts a pass of its own. */
  void reset() {
    begun = false;
  }

  /** Whether a block has been seen since the last reset. */
  boolean begun() {
    return begun;
  }

  /**
   * The products for this block; the first block of a partition begins the pass with these parts.
   */
  Products begin(Block block, float[] parts, int rank) {
    if (!begun) {
      choose(block);
      current.begin(parts, rank, block.features());
      begun = true;
    }
    return current;
  }

  /** Names the products for this block, for passes that do not multiply by them. */
  void choose(Block block) {
    if (!begun) {
      current = forBlock(block);
    }
  }

  /** The products of the pass that was begun. */
  Products products() {
    return current;
  }

  /** Whether the products of the pass that was begun are tiles. */
  boolean byTiles() {
    return begun && current.byTiles();
  }

  String name() {
    return current == null ? "none" : current.name();
  }

  private Products forBlock(Block block) {
    if (block instanceof DenseBlock) {
      if (dense == null) {
        dense = Products.forBlock(block, () -> matrices);
      }
      return dense;
    }
    if (sparse == null) {
      sparse = Products.forBlock(block, () -> matrices);
    }
    return sparse;
  }

  @Override
  public void close() {
    if (dense != null) {
      dense.close();
    }
    if (sparse != null) {
      sparse.close();
    }
  }
}
