package io.github.paenmf.core.block;

import java.io.Serializable;

/**
 * How a table is cut: into partitions, and inside each into blocks. The cut depends on the table's
 * size and the block size alone, never on the machines at hand, so that a fit can be repeated bit
 * for bit on another cluster.
 *
 * @param sparse whether blocks are sparse
 * @param partitions number of partitions, at least 1
 * @param blockBytes aimed bytes of values a block
 */
public record BlockLayout(boolean sparse, int partitions, int blockBytes) implements Serializable {

  /**
   * Above this share of non-zeros a table is stored dense: the dense products run that much faster.
   */
  public static final double DENSE_ABOVE = 0.25;

  /**
   * Size of a dense block when none is asked for: the second product of a block still finds it in
   * the processor's cache, and has rows enough to run at speed.
   */
  public static final double DENSE_BLOCK_MB = 2.0;

  /**
   * Likewise of a sparse one: larger, since every block reads all parts, and its own values only
   * once in each product.
   */
  public static final double SPARSE_BLOCK_MB = 4.0;

  /**
   * Rows of a dense block are a multiple of this where there are so many: whole vectors of them.
   */
  private static final int WHOLE_VECTORS = 16;

  private static final double MB = 1024.0 * 1024.0;

  /**
   * The layout of a table.
   *
   * @param rows n
   * @param features m
   * @param nonZeros entries that are not zero
   * @param maxBlockSizeInMB size of a block in MB, 0 for the default
   * @param partitions number of partitions, 0 for a number by size
   */
  public static BlockLayout of(
      long rows, int features, long nonZeros, double maxBlockSizeInMB, int partitions) {
    boolean sparse = nonZeros < DENSE_ABOVE * rows * features;
    double bytes = bytes(rows, features, nonZeros, sparse);
    double byDefault = sparse ? SPARSE_BLOCK_MB : DENSE_BLOCK_MB;
    double blockMb = maxBlockSizeInMB > 0 ? maxBlockSizeInMB : byDefault;
    int blockBytes = (int) Math.min(Integer.MAX_VALUE / 2.0, Math.max(1.0, blockMb * MB));
    return new BlockLayout(
        sparse, partitions > 0 ? partitions : partitionsFor(bytes, rows), blockBytes);
  }

  /** Bytes of a table's values in blocks. */
  public static double bytes(long rows, int features, long nonZeros, boolean sparse) {
    return sparse ? 8.0 * nonZeros + 4.0 * rows : 4.0 * rows * features;
  }

  /**
   * One partition a MB up to 8, one every 16 MB up to 64, then one every 256 MB; never more than
   * rows.
   */
  private static int partitionsFor(double bytes, long rows) {
    double small = Math.min(8, Math.ceil(bytes / MB));
    double medium = Math.min(64, Math.ceil(bytes / (16 * MB)));
    double large = Math.ceil(bytes / (256 * MB));
    double wanted = Math.max(1, Math.max(small, Math.max(medium, large)));
    return (int) Math.max(1, Math.min(wanted, Math.min(rows, 1_000_000)));
  }

  /**
   * Rows a block for data points of {@code features} values of which {@code valuesPerRow} are
   * stored.
   */
  public int rowsPerBlock(int features, double valuesPerRow) {
    double rowBytes = sparse ? 8.0 * valuesPerRow + 4 : 4.0 * features;
    int rows = (int) Math.max(1, Math.min(1 << 16, blockBytes / Math.max(1.0, rowBytes)));
    return sparse || rows < WHOLE_VECTORS ? rows : rows - rows % WHOLE_VECTORS;
  }
}
