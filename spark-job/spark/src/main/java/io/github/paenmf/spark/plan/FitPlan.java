package io.github.paenmf.spark.plan;

import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.train.MergeOrder;
import io.github.paenmf.core.train.TrainingSizes;
import java.util.Locale;
import org.apache.spark.SparkContext;

/**
 * Memory of a fit on executors, in bytes unless the name says otherwise. Estimates are on the safe
 * side: sizes of arrays are exact, what Java and Spark add is rounded up.
 *
 * @param layout how the table is cut
 * @param sizes of passes, sums and state
 * @param tableBytes of all blocks
 * @param scoreBytes of the encoder's inputs, cached beside the blocks
 * @param partitionBytes of the blocks of one partition
 * @param sliced whether sums are cut by features and never come whole
 * @param stateBytes what the driver keeps between two rounds
 * @param resultBytes that the driver collects in its largest pass
 * @param driverHeap needed by the driver
 * @param executorHeap needed by an executor
 * @param executorOverhead needed by an executor beside its heap
 */
public record FitPlan(
    BlockLayout layout,
    TrainingSizes sizes,
    long tableBytes,
    long scoreBytes,
    long partitionBytes,
    boolean sliced,
    long stateBytes,
    long resultBytes,
    long driverHeap,
    long executorHeap,
    long executorOverhead) {

  private static final long MB = 1L << 20;

  /** Spark sets this much of every heap aside, and the classes of a driver take about as much. */
  private static final long RESERVED = 300 * MB;

  /** Share of the rest that holds cached blocks, broadcasts and shuffles: spark.memory.fraction. */
  private static final double MEMORY_FRACTION = 0.6;

  /** Java's own memory beside the heap: classes, compiled code, thread stacks, network buffers. */
  private static final long JVM_OVERHEAD = 384 * MB;

  /** OpenBLAS and ND4J, loaded, with their work space for one thread. */
  private static final long NATIVE_LIBRARIES = 300 * MB;

  /** While a partition is cut into blocks its rows are there as objects, sorted, and as blocks. */
  private static final int COPIES_WHEN_CUT = 3;

  /** Slices on their way to the driver. */
  private static final long SLICES_IN_FLIGHT = 64 * MB;

  /**
   * The plan of a fit.
   *
   * @param rows n
   * @param features m
   * @param nonZeros entries that are not 0
   * @param rank r
   * @param layout how the table is cut
   * @param executors that share the table, at least 1
   * @param tasks that an executor runs at the same time, at least 1
   * @param aggregationDepth levels in which sums are added, at least 1
   * @param maxSumsInMB size from which on sums are cut by features
   * @throws IllegalArgumentException when an array would be longer than the JVM allows
   */
  public static FitPlan of(
      long rows,
      int features,
      long nonZeros,
      int rank,
      BlockLayout layout,
      int executors,
      int tasks,
      int aggregationDepth,
      double maxSumsInMB) {
    TrainingSizes sizes = TrainingSizes.of(rows, features, rank);
    long table = (long) BlockLayout.bytes(rows, features, nonZeros, layout.sparse());
    long scores = 4L * rows * sizes.inputs();
    long partition = table / layout.partitions() + 1;
    int arriving =
        aggregationDepth == 1 ? layout.partitions() : MergeOrder.runs(layout.partitions());
    boolean sliced = sizes.wideBytes() > maxSumsInMB * MB;
    long state = sliced ? sizes.slicedStateBytes() : sizes.stateBytes();
    // In slices every feature comes once, however many partitions there are.
    long results = (sliced ? 1 : arriving) * sizes.sumsBytes();
    long cached = (table + scores) / executors + sizes.passBytes();
    // A task keeps the pass's matrix and its sums: sparse products and tiles on the heap, OpenBLAS
    // outside. What an executor's processor takes is not known here, so there is room in both.
    long executor =
        RESERVED
            + (long) (cached / MEMORY_FRACTION)
            + tasks * (sizes.passBytes() + 3 * sizes.sumsBytes() + COPIES_WHEN_CUT * partition);
    long overhead =
        JVM_OVERHEAD
            + NATIVE_LIBRARIES
            + tasks * (sizes.passBytes() + sizes.sumsBytes() + 4L * layout.blockBytes());
    // A result is there as it arrived and as an object; a pass as an object and as it is sent. In
    // slices the pass is a part of the state, and results go to the disk as they arrive.
    long driver =
        RESERVED
            + state
            + (sliced ? SLICES_IN_FLIGHT + sizes.passBytes() : 2 * results + 2 * sizes.passBytes());
    return new FitPlan(
        layout, sizes, table, scores, partition, sliced, state, results, driver, executor,
        overhead);
  }

  /**
   * The plan of a fit on the executors that a running application has.
   *
   * @throws IllegalArgumentException when an array would be longer than the JVM allows
   */
  public static FitPlan of(
      SparkContext context,
      long rows,
      int features,
      long nonZeros,
      int rank,
      BlockLayout layout,
      int aggregationDepth,
      double maxSumsInMB) {
    // The driver is counted too; there may be more executors later, which only helps.
    int executors = Math.max(1, context.statusTracker().getExecutorInfos().length - 1);
    return of(
        rows,
        features,
        nonZeros,
        rank,
        layout,
        executors,
        ClusterLimits.of(context).tasks(),
        aggregationDepth,
        maxSumsInMB);
  }

  /** Bytes as a setting of Spark writes them, rounded up to a multiple of 256 MB, at least 1 GB. */
  public static String setting(long bytes) {
    long quarters = Math.max(4, (bytes + 256 * MB - 1) / (256 * MB));
    return quarters % 4 == 0 ? quarters / 4 + "g" : quarters * 256 + "m";
  }

  /** Bytes in words. */
  public static String words(long bytes) {
    return bytes < 10 * MB
        ? String.format(Locale.ROOT, "%.1f MB", bytes / (double) MB)
        : bytes < 10_240 * MB
            ? bytes / MB + " MB"
            : String.format(Locale.ROOT, "%.1f GB", bytes / (1024.0 * MB));
  }
}
