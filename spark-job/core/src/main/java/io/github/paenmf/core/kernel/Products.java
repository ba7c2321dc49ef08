package io.github.paenmf.core.kernel;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.block.DenseBlock;
import io.github.paenmf.core.linalg.MatrixProducts;
import io.github.paenmf.core.tile.Tiles;
import java.util.function.Supplier;

/**
 * The two products over X that a round costs. Latent-sized arrays are part-major: element (row i,
 * part j) of a block of n rows stands at {@code [j * n + i]}; parts are stored as rows, element
 * (feature t, part j) at {@code [j * m + t]}.
 *
 * <p>A pass over the blocks of a partition is
 *
 * <pre>
 *   begin(parts, r, m)
 *   for each block:  project(block, p)  ... h ...  backProject(block, h)
 *   addSumTo(into)
 * </pre>
 *
 * so that the parts are laid out once and the sum X'H is brought back once, not for each block. A
 * block that is handed to {@code project} and then to {@code backProject} without another one in
 * between is copied once. An implementation reuses its buffers from pass to pass and is used by one
 * thread at a time.
 */
public interface Products extends AutoCloseable {

  /** Which kernel runs, such as {@code openblas-SkylakeX}; it goes into a model's metadata. */
  String name();

  /**
   * Starts a pass: takes a copy of the parts and sets the sum X'H to 0.
   *
   * @param parts r x m; null when only {@code backProject} will be called
   * @param r number of parts, at least 1
   * @param features length m of a data point
   */
  void begin(float[] parts, int r, int features);

  /**
   * P = X W: {@code out[j * n + i] = sum_t x[i][t] * parts[j * m + t]}.
   *
   * @param x the block, n x m
   * @param out r x n, overwritten; may be longer
   * @throws IllegalStateException if the pass was begun without parts
   * @throws IllegalArgumentException if the block has another m or is of the wrong kind
   */
  void project(Block x, float[] out);

  /**
   * Adds X'H to the sum of this pass: {@code sum[j * m + t] += sum_i x[i][t] * h[j * n + i]}.
   *
   * @param x the block, n x m
   * @param h r x n; may be longer
   * @throws IllegalArgumentException if the block has another m or is of the wrong kind
   */
  void backProject(Block x, float[] h);

  /** Whether the pass that was begun goes by tiles. */
  default boolean byTiles() {
    return false;
  }

  /**
   * Adds the sum of this pass so far to an array.
   *
   * @param into r x m, added to
   */
  void addSumTo(float[] into);

  /** One projection in a pass of its own: {@code begin} and {@code project}. */
  default void project(Block x, float[] parts, int r, float[] out) {
    begin(parts, r, x.features());
    project(x, out);
  }

  /** One back-projection in a pass of its own: {@code into += X'H}. */
  default void backProject(Block x, float[] h, int r, float[] into) {
    begin(null, r, x.features());
    backProject(x, h);
    addSumTo(into);
  }

  /** Gives memory outside the heap back. */
  @Override
  void close();

  /**
   * The implementation for blocks of this kind, {@link #dense} by what ND4J's backend does best, or
   * {@link SparseProducts}.
   */
  static Products forBlock(Block block) {
    return forBlock(block, MatrixProducts::ofBackend);
  }

  /**
   * The same with a choice of the dense products.
   *
   * @param matrices asked for a dense block alone
   */
  static Products forBlock(Block block, Supplier<MatrixProducts> matrices) {
    if (block instanceof DenseBlock) {
      return dense(matrices.get());
    }
    if (block instanceof CsrBlock) {
      return new SparseProducts();
    }
    throw new IllegalArgumentException("no products for " + block.getClass().getName());
  }

  /**
   * The products over dense blocks: by these, and instead of OpenBLAS by tiles where those are
   * faster.
   */
  static Products dense(MatrixProducts matrices) {
    Products byMatrices = new DenseProducts(matrices);
    if (!matrices.areOpenBlas()) {
      return byMatrices;
    }
    return Tiles.whereFastest()
        .<Products>map(tiles -> new SizedProducts(byMatrices, new TiledProducts(tiles)))
        .orElse(byMatrices);
  }
}
