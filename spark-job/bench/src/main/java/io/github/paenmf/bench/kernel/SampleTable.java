package io.github.paenmf.bench.kernel;

import io.github.paenmf.bench.products.SampleTables;
import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.BlockLayout;
import java.util.List;

/** Tables of the sizes that the project quotes, in blocks of the default size. */
public enum SampleTable {
  /** A tall dense table. */
  DENSE(20_000, 2_000, 50, 1),
  /** The shape of the face images, with more parts. */
  FACES(2_429, 361, 81, 1),
  /** A wide sparse table. */
  SPARSE(20_000, 20_000, 50, 0.05);

  final int rows;
  final int features;
  final int rank;
  final double density;

  SampleTable(int rows, int features, int rank, double density) {
    this.rows = rows;
    this.features = features;
    this.rank = rank;
    this.density = density;
  }

  /** q, two inputs a part. */
  int inputs() {
    return 2 * rank;
  }

  /** The table itself; the same in every run. */
  List<? extends Block> blocks() {
    boolean sparse = density < BlockLayout.DENSE_ABOVE;
    double mb = sparse ? BlockLayout.SPARSE_BLOCK_MB : BlockLayout.DENSE_BLOCK_MB;
    long bytes = (long) (mb * (1 << 20));
    return sparse
        ? SampleTables.sparse(rows, features, density, bytes, 6)
        : SampleTables.dense(rows, features, bytes, 4);
  }

  /** Useful flops of the two products over X: 4 a stored value and part. */
  double productFlops(List<? extends Block> blocks) {
    return 4.0 * rank * blocks.stream().mapToLong(Block::storedValues).sum();
  }

  /** Useful flops of a training pass: the products, the encoder's two, and those of r x r. */
  double passFlops(List<? extends Block> blocks) {
    return productFlops(blocks) + 8.0 * rows * inputs() * rank + 4.0 * rows * rank * rank;
  }
}
