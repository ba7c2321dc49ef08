package io.github.paenmf.spark.source;

import io.github.paenmf.core.accelerator.DeviceChoice;
import io.github.paenmf.core.accelerator.DeviceKind;
import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.train.InProcessSource;
import io.github.paenmf.core.train.StatisticsSource;
import io.github.paenmf.spark.data.SizedPoint;
import io.github.paenmf.spark.device.DevicePlan;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/** Counts a table and decides where its rows are trained on. */
public final class SourceChoice {

  /** Let the size decide. */
  public static final String AUTO = "auto";

  /** Collect the rows on the driver. */
  public static final String IN_PROCESS = "in-process";

  /** Leave the rows on the executors. */
  public static final String DISTRIBUTED = "distributed";

  /** Sums of runs of partitions on executors, then of the runs on the driver. */
  public static final int DEFAULT_DEPTH = 2;

  /** Sums from this size on in MB are cut by features. */
  public static final double DEFAULT_MAX_SUMS_MB = 64;

  private static final double MB = 1024.0 * 1024.0;

  private SourceChoice() {}

  /**
   * What decides.
   *
   * @param source {@link #AUTO}, {@link #IN_PROCESS} or {@link #DISTRIBUTED}
   * @param maxInProcessMB largest table in MB that is collected on the driver; never more than a
   *     quarter of its heap
   * @param maxBlockSizeInMB size of a block, 0 for the default
   * @param partitions number of partitions, 0 for one by size
   * @param aggregationDepth levels in which the sums of partitions are added, at least 1
   * @param maxSumsInMB size in MB from which on the sums of a pass are cut by features, so that
   *     they never come whole
   * @param device what passes are to be computed on
   */
  public record Settings(
      String source,
      double maxInProcessMB,
      double maxBlockSizeInMB,
      int partitions,
      int aggregationDepth,
      double maxSumsInMB,
      DeviceKind device) {

    /** Largest table in MB that is collected when the size decides. */
    double limitMB() {
      return Math.min(maxInProcessMB, Runtime.getRuntime().maxMemory() / 4.0 / MB);
    }

    /**
     * Whether a table is collected on the driver: when it fits there, and the sums of passes do
     * too.
     *
     * @param tableMB size of the table in MB
     * @param sumsBytes size of the longest sums of a pass, 0 when no pass has long ones
     */
    public boolean inProcess(double tableMB, long sumsBytes) {
      return switch (source) {
        case IN_PROCESS -> true;
        case DISTRIBUTED -> false;
        default -> tableMB <= limitMB() && sumsBytes <= maxSumsBytes();
      };
    }

    /** {@link #maxSumsInMB} in bytes. */
    long maxSumsBytes() {
      return (long) (maxSumsInMB * MB);
    }

    /** Why a table is where it is. */
    String why(double tableMB, long sumsBytes) {
      if (!source.equals(AUTO)) {
        return "asked for";
      }
      return tableMB <= limitMB() && sumsBytes > maxSumsBytes()
          ? "sums of %.1f MB, cut by features from %s MB on".formatted(sumsBytes / MB, maxSumsInMB)
          : "%.1f MB of values, limit for in-process %.0f MB".formatted(tableMB, limitMB());
    }
  }

  /** Has the last word on a counted table, before its blocks are built. */
  public interface Review {

    /** Takes whatever the table's size asks for. */
    Review NONE = (size, layout) -> layout;

    /**
     * The layout to use.
     *
     * @param size of the table
     * @param bySize what its size and the settings ask for
     */
    BlockLayout layout(TableSize size, BlockLayout bySize);

    /**
     * Bytes of the longest sums that a pass will bring back, 0 when none are long.
     *
     * @param size of the table
     */
    default long sumsBytes(TableSize size) {
      return 0;
    }

    /**
     * Is told that the blocks will be spread over the executors; throws to prevent it.
     *
     * @param size of the table
     * @param layout in use
     */
    default void distributed(TableSize size, BlockLayout layout) {}
  }

  /**
   * A source ready for passes, with the size of its table, why it was chosen, and on which device
   * its passes run.
   */
  public record Chosen(
      StatisticsSource source, TableSize size, BlockLayout layout, String why, DeviceChoice device)
      implements AutoCloseable {

    @Override
    public void close() {
      source.close();
    }
  }

  /**
   * Counts the table and builds its source.
   *
   * @param points the data points; persisted here while they are read twice, and until their blocks
   *     are built at the latest
   * @param settings what decides
   * @param persisted whether the points come from data that is cached already
   * @param review has the last word
   * @throws io.github.paenmf.spark.data.InvalidRowException when a row is not a data point
   * @throws io.github.paenmf.core.accelerator.DeviceUnavailableException when a GPU is asked for
   *     and there is none
   */
  public static Chosen choose(
      JavaRDD<SizedPoint> points, Settings settings, boolean persisted, Review review) {
    if (!persisted) {
      points.persist(StorageLevel.MEMORY_AND_DISK());
    }
    try {
      TableSize size = TableSize.of(points);
      BlockLayout layout =
          review.layout(
              size,
              BlockLayout.of(
                  size.rows(),
                  size.features(),
                  size.nonZeros(),
                  settings.maxBlockSizeInMB(),
                  settings.partitions()));
      double mb =
          BlockLayout.bytes(size.rows(), size.features(), size.nonZeros(), layout.sparse()) / MB;
      long sums = review.sumsBytes(size);
      String why = settings.why(mb, sums);
      boolean inProcess = settings.inProcess(mb, sums);
      if (!inProcess) {
        review.distributed(size, layout);
      }
      DevicePlan device =
          inProcess
              ? DevicePlan.ofDriver(settings.device())
              : DevicePlan.ofExecutors(points.context(), settings.device());
      StatisticsSource source =
          inProcess
              ? collect(points, size, layout, device)
              : distribute(points, size, layout, device, settings);
      return new Chosen(source, size, layout, why, device.choice());
    } finally {
      if (!persisted) {
        points.unpersist(false);
      }
    }
  }

  private static StatisticsSource collect(
      JavaRDD<SizedPoint> points, TableSize size, BlockLayout layout, DevicePlan device) {
    return InProcessSource.of(
        points.map(SizedPoint::point).collect(),
        size.features(),
        layout,
        device.driverKernels(points.context()),
        device.driverThreads());
  }

  private static StatisticsSource distribute(
      JavaRDD<SizedPoint> points,
      TableSize size,
      BlockLayout layout,
      DevicePlan device,
      Settings settings) {
    JavaRDD<DataPoint> plain = points.map(SizedPoint::point);
    DistributedSource source =
        new DistributedSource(
            plain, size, layout, device, settings.aggregationDepth(), settings.maxSumsBytes());
    source.share();
    points.unpersist(false);
    source.materialise();
    return source;
  }
}
