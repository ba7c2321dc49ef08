package io.github.paenmf.job.table;

/** How many blocks of points a table is cut into when it is put together by a shuffle. */
public final class BlockCount {

  private static final long BYTES_IN_BLOCK = 8L << 20;

  private BlockCount() {}

  /** Blocks of about 8 MB, at least one; a function of the size of the input alone. */
  public static int of(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE / 2, 1 + bytes / BYTES_IN_BLOCK);
  }
}
