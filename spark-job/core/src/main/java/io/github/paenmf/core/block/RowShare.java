package io.github.paenmf.core.block;

import java.io.Serializable;

/**
 * A random share of the rows of a table, drawn by content alone: every row has a place in [0, 1)
 * that only its values and the seed decide, so equal rows stay together and the share does not
 * depend on partitions or order.
 *
 * @param seed of the draw
 * @param from first place of the range
 * @param to end of the range, not part of it
 * @param inside whether the rows in the range are meant, or those outside
 */
public record RowShare(long seed, double from, double to, boolean inside) implements Serializable {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1p-53;

  /** All rows. */
  public static final RowShare ALL = new RowShare(0, 0, 1, true);

  /** Fold {@code fold} of {@code folds} equal ones. */
  public static RowShare fold(int fold, int folds, long seed) {
    return new RowShare(seed, (double) fold / folds, (fold + 1.0) / folds, true);
  }

  /** The other rows. */
  public RowShare complement() {
    return new RowShare(seed, from, to, !inside);
  }

  /** Whether the row with this content hash belongs to the share. */
  public boolean contains(long key) {
    double place = (mixed(key ^ mixed(seed + GOLDEN)) >>> 11) * UNIT;
    return (place >= from && place < to) == inside;
  }

  /** A bijection that spreads every bit (Stafford's thirteenth mixer). */
  private static long mixed(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
