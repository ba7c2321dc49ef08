package io.github.paenmf.cuda.memory;

/**
 * How a device's memory is shared out: a quarter for work arrays, divided among the tasks that use
 * the device at the same time, the rest for slabs that stay from round to round, which all share.
 *
 * @param residentBytes for slabs that stay
 * @param workBytes for the work arrays of one kernel
 */
public record MemoryPlan(long residentBytes, long workBytes) {

  /**
   * Most rows of a slab: the more there are, the less the launches of a round weigh. Copying a slab
   * takes a hundred times as long as the arithmetic on it, so nothing is lost when the two overlap
   * little.
   */
  public static final int MOST_ROWS = 1 << 18;

  /** Largest data of a slab. */
  public static final long MOST_BYTES = 2L << 30;

  private static final double WORK_SHARE = 0.25;

  /**
   * Latent-sized arrays of a slab: eight of r, two of the encoder's, and one for row-major copies.
   */
  private static final int LATENT_ARRAYS = 12;

  /**
   * Shares out.
   *
   * @param memory bytes that may be used
   * @param fraction share of one task, in (0, 1]
   */
  public static MemoryPlan of(long memory, double fraction) {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new IllegalArgumentException(
          "share of the device's memory: expected a number in (0, 1], found " + fraction);
    }
    long work = (long) (memory * WORK_SHARE);
    return new MemoryPlan(memory - work, (long) (work * fraction));
  }

  /**
   * Most rows of a slab whose latents fit in half of the work memory.
   *
   * @param rank number of parts (or directions)
   */
  public int rows(int rank) {
    long perRow = (long) LATENT_ARRAYS * rank * Float.BYTES;
    return (int) Math.max(1, Math.min(MOST_ROWS, workBytes / 2 / Math.max(1, perRow)));
  }

  /** Most bytes of a slab's data: two that are on their way take a quarter of the work memory. */
  public long slabBytes() {
    return Math.max(1, Math.min(MOST_BYTES, workBytes / 8));
  }

  /** Most bytes of the partial products of chunks of rows, an eighth of the work memory. */
  public long partialBytes() {
    return workBytes / 8;
  }
}
