package io.github.paenmf.core.tile;

import java.util.Arrays;

/**
 * One array for all operands of the tiles. A vector that crosses a cache line of 64 bytes costs
 * twice; a JVM puts the numbers of a large array 16 bytes behind the start of a page and those of a
 * small one anywhere. So areas are cut from one large array, at multiples of 64 bytes from its
 * page. Areas only grow. Used by one thread at a time.
 */
final class Workspace {

  /** Floats from the start of an array to the next cache line. */
  private static final int FIRST = 12;

  /** Floats of a cache line. */
  static final int LINE = 16;

  /** Floats of the first array, 4 MB: large in the sense above for heaps of up to 16 GB. */
  private static final int SMALLEST = 1 << 20;

  /** Floats to spare, so that small areas do not make a large array grow again. */
  private static final int ROOM_TO_GROW = 1 << 18;

  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private float[] values = new float[0];
  private int used = FIRST;

  /** A part of the array; {@link #at} moves when it has to grow. */
  static final class Area {
    private int at;
    private int length = -1;

    /** Index of the first float, on a cache line. */
    int at() {
      return at;
    }
  }

  /** The array, until the next call of {@link #reserve}. */
  float[] values() {
    return values;
  }

  /**
   * Makes room for so many floats; what was in an area is lost when it grows, other areas keep
   * theirs.
   *
   * @throws IllegalArgumentException if an array cannot hold the areas
   */
  void reserve(Area area, long length) {
    if (length <= area.length) {
      return;
    }
    long padded = (length + LINE - 1) / LINE * LINE;
    if (area.length >= 0 && area.at + area.length == used) {
      used = area.at;
    }
    if (used + padded > LARGEST) {
      throw new IllegalArgumentException(
          "operands of %d and %d floats do not fit into one array".formatted(used, padded));
    }
    area.at = used;
    area.length = (int) padded;
    used += area.length;
    if (used > values.length) {
      long size = Math.max(used + (long) ROOM_TO_GROW, SMALLEST);
      values = Arrays.copyOf(values, (int) Math.min(size, LARGEST));
    }
  }
}
