package io.github.paenmf.spark.source;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.BlockBuilder;
import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.BlockSelection;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.linalg.BlasThreads;
import io.github.paenmf.core.matrix.MatrixStore;
import io.github.paenmf.core.matrix.ScratchFolder;
import io.github.paenmf.core.pass.EncoderInputs;
import io.github.paenmf.core.pass.Pass;
import io.github.paenmf.core.pass.SliceSink;
import io.github.paenmf.core.pass.SliceWork;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.core.pass.Whitening;
import io.github.paenmf.core.pass.WidePass;
import io.github.paenmf.core.pass.WideStatistics;
import io.github.paenmf.core.train.MergeOrder;
import io.github.paenmf.core.train.PartitionFold;
import io.github.paenmf.core.train.StatisticsSource;
import io.github.paenmf.spark.device.DevicePlan;
import io.github.paenmf.spark.device.TaskDevice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.HashPartitioner;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Rows in blocks over the executors. A pass is one job: every partition folds its blocks into one
 * statistics object, and the objects are added in partition order, so that the bits do not depend
 * on which task ended first.
 */
public final class DistributedSource implements StatisticsSource {

  private static final Logger LOG = LoggerFactory.getLogger(DistributedSource.class);

  /** How often lost scores are worked out anew in one pass. */
  private static final int MOST_REBUILDS = 3;

  private static final int[] FIRST = {0};

  private final int features;
  private final long rows;
  private final int exogenous;
  private final int aggregationDepth;
  private final long maxSumsBytes;
  private final int partitions;
  private final JavaSparkContext context;
  private final DevicePlan device;

  /** Data points where their blocks will be built; null when the blocks are another source's. */
  private final JavaRDD<DataPoint> shared;

  private final JavaRDD<DataBlock> blocks;
  private final boolean ownsBlocks;
  private JavaRDD<DataBlock> scored;
  private final ScratchFolder scratch;
  private SentWhitening whitening;
  private String backend = "none";

  /**
   * Cuts data points into blocks, persisted until {@link #close}.
   *
   * @param points all data points
   * @param size of the table
   * @param layout how it is cut
   * @param device what passes are computed on
   * @param aggregationDepth levels in which sums are added: 1 on the driver alone, from 2 on runs
   *     of neighbouring partitions on executors first
   * @param maxSumsBytes size from which on sums are cut by features and never come whole
   */
  public DistributedSource(
      JavaRDD<DataPoint> points,
      TableSize size,
      BlockLayout layout,
      DevicePlan device,
      int aggregationDepth,
      long maxSumsBytes) {
    this.maxSumsBytes = maxSumsBytes;
    this.aggregationDepth = aggregationDepth;
    this.device = device;
    this.features = size.features();
    this.rows = size.rows();
    this.exogenous = size.exogenous();
    this.partitions = layout.partitions();
    this.context = JavaSparkContext.fromSparkContext(points.context());
    int m = features;
    int count = partitions;
    this.shared =
        points
            .mapToPair(point -> new Tuple2<>(point.partition(count), point))
            .partitionBy(new HashPartitioner(count))
            .values();
    // Blocks are built where passes run: every stage over them asks for what this one asks for.
    this.blocks =
        device
            .scheduled(shared.mapPartitions(share -> cut(share, layout, m)))
            .setName("paenmf blocks")
            .persist(StorageLevel.MEMORY_AND_DISK());
    this.scored = blocks;
    this.ownsBlocks = true;
    this.scratch = new ScratchFolder(DistributedSource::localFolder, maxSumsBytes);
  }

  /** Some rows of another source. */
  private DistributedSource(DistributedSource other, BlockSelection selection) {
    this.device = other.device;
    this.features = other.features;
    this.exogenous = other.exogenous;
    this.aggregationDepth = other.aggregationDepth;
    this.maxSumsBytes = other.maxSumsBytes;
    this.partitions = other.partitions;
    this.context = other.context;
    this.shared = null;
    this.ownsBlocks = !selection.isAll();
    if (ownsBlocks) {
      this.blocks =
          other
              .blocks
              .mapPartitions(share -> select(share, selection), true)
              .setName("paenmf blocks selected")
              .persist(StorageLevel.MEMORY_AND_DISK());
      this.rows = blocks.map(block -> (long) block.rows()).fold(0L, Long::sum);
    } else {
      this.blocks = other.blocks;
      this.rows = other.rows;
    }
    this.scored = blocks;
    this.scratch = new ScratchFolder(DistributedSource::localFolder, maxSumsBytes);
  }

  /** Where Spark puts what it brings to the driver's disk; removed when the driver ends. */
  private static Path localFolder() {
    return SparkEnv.get().blockManager().diskBlockManager().localDirs()[0].toPath();
  }

  private static Iterator<DataBlock> select(Iterator<DataBlock> share, BlockSelection selection) {
    List<DataBlock> selected = new ArrayList<>();
    while (share.hasNext()) {
      Block part = selection.of(share.next().x());
      if (part.rows() > 0) {
        selected.add(DataBlock.of(part));
      }
    }
    return selected.iterator();
  }

  /**
   * Writes the data points where their blocks will be built, on the executors' disks. After it the
   * points need not be cached any more, so that they and their blocks are never both in memory.
   */
  void share() {
    // A task that reads nothing is enough for all that it could have read to be written.
    described(
        "blocks",
        () -> shared.mapPartitions(share -> Collections.emptyIterator()).collectPartitions(FIRST));
  }

  /** Builds the blocks now. */
  void materialise() {
    described("blocks", () -> materialise(blocks));
  }

  private void described(String description, Runnable job) {
    context.sc().setJobDescription("PAE-NMF: " + description);
    try {
      job.run();
    } finally {
      context.sc().setJobDescription(null);
    }
  }

  private static void materialise(JavaRDD<DataBlock> cached) {
    cached.count();
  }

  private static Iterator<DataBlock> cut(
      Iterator<DataPoint> share, BlockLayout layout, int features) {
    List<DataPoint> points = new ArrayList<>();
    share.forEachRemaining(points::add);
    List<DataBlock> cut = new ArrayList<>();
    for (Block block : new BlockBuilder(layout, features).build(points)) {
      cut.add(DataBlock.of(block));
    }
    return cut.iterator();
  }

  @Override
  public int features() {
    return features;
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public int exogenous() {
    return exogenous;
  }

  @Override
  public int partitions() {
    return partitions;
  }

  @Override
  public String name() {
    return "distributed";
  }

  @Override
  public String backend() {
    return backend;
  }

  @Override
  public <S extends Statistics<S>> S run(Pass<S> pass, String description) {
    return job(pass, description, sent -> merged(folded(sent)));
  }

  @Override
  public <S extends WideStatistics<S>, P extends WidePass<S>> S run(
      P pass, SliceWork<? super P, S> work, SliceSink sink, String description) {
    if (pass.wideBytes() <= maxSumsBytes) {
      return StatisticsSource.super.run(pass, work, sink, description);
    }
    SliceSink once = new OnceSink(sink);
    FeatureSlices slices = FeatureSlices.of(features, pass.wideBytes(), maxSumsBytes, partitions);
    return job(
        pass,
        description,
        sent -> new SlicedRun(slices, partitions).run(folded(sent), sent, work, once));
  }

  @Override
  public <S extends WideStatistics<S>> S runNarrow(WidePass<S> pass, String description) {
    return job(pass, description, sent -> merged(folded(sent).map(PartitionSums::withoutFeatures)));
  }

  /** Sends a pass out and runs its job. */
  private <S extends Statistics<S>, P extends Pass<S>> S job(
      P pass, String description, Function<SentPass<P>, PartitionSums<S>> job) {
    SparkContext spark = context.sc();
    spark.setJobDescription("PAE-NMF: " + description);
    try (SentPass<P> sent = SentPass.of(context, pass)) {
      PartitionSums<S> total = withScores(() -> job.apply(sent));
      backend = total.backend();
      return total.sums();
    } finally {
      spark.setJobDescription(null);
    }
  }

  /** Runs a job, again when scores were lost that nothing sent out can replace. */
  private <T> T withScores(Supplier<T> job) {
    for (int tries = 1; ; tries++) {
      try {
        return job.get();
      } catch (Exception e) { // Spark's own is checked, though nothing says that it is thrown
        if (tries > MOST_REBUILDS || !ScoresLostException.isCauseOf(e)) {
          throw e;
        }
        LOG.warn(
            "cached scores were lost with an executor: they are worked out anew, and the pass is"
                + " run again (try {} of {})",
            tries + 1,
            MOST_REBUILDS + 1);
        whitening.send();
        materialise(scored);
        whitening.takeBack();
      }
    }
  }

  private <S extends Statistics<S>, P extends Pass<S>> JavaRDD<PartitionSums<S>> folded(
      SentPass<P> sent) {
    TaskDevice task = device.task();
    return scored.mapPartitionsWithIndex((index, share) -> fold(index, share, sent, task), false);
  }

  /** Sums of all partitions, on the driver. */
  private <S extends Statistics<S>> PartitionSums<S> merged(JavaRDD<PartitionSums<S>> folded) {
    boolean onDriver = aggregationDepth == 1 || MergeOrder.runLength(partitions) == 1;
    return onDriver
        ? PartitionSums.inRuns(folded.collect(), MergeOrder.runLength(partitions))
        : PartitionSums.inOrder(inRuns(folded));
  }

  /** Sums of runs of neighbouring partitions, each added on an executor. */
  private <S extends Statistics<S>> List<PartitionSums<S>> inRuns(
      JavaRDD<PartitionSums<S>> folded) {
    int length = MergeOrder.runLength(partitions);
    return folded
        .mapToPair(sums -> new Tuple2<>(sums.index() / length, sums))
        .partitionBy(new HashPartitioner(MergeOrder.runs(partitions)))
        .values()
        .mapPartitions(
            share -> {
              List<PartitionSums<S>> run = new ArrayList<>();
              share.forEachRemaining(run::add);
              return run.isEmpty()
                  ? run.iterator()
                  : List.of(PartitionSums.inOrder(run)).iterator();
            })
        .collect();
  }

  private static <S extends Statistics<S>> Iterator<PartitionSums<S>> fold(
      int index, Iterator<DataBlock> share, SentPass<? extends Pass<S>> sent, TaskDevice task) {
    holdBlasThreads();
    PartitionSums<S> sums =
        task.kernels()
            .with(
                kernel ->
                    new PartitionSums<>(
                        index, PartitionFold.fold(sent.value(), share, kernel), kernel.name()));
    return List.of(sums).iterator();
  }

  /** A task has {@code spark.task.cpus} cores; the products must not take more. */
  private static void holdBlasThreads() {
    int cores = SparkEnv.get().conf().getInt("spark.task.cpus", 1);
    if (BlasThreads.get() != cores) {
      BlasThreads.set(cores);
    }
  }

  @Override
  public void cacheScores(Whitening inputs) {
    forgetScores();
    SentWhitening sent = new SentWhitening(context, inputs);
    whitening = sent;
    TaskDevice task = device.task();
    scored =
        blocks
            .mapPartitions(share -> score(share, sent, task))
            .setName("paenmf blocks with scores")
            .persist(StorageLevel.MEMORY_AND_DISK());
    if (4L * inputs.inputs() * features > maxSumsBytes) {
      // Too large to stay with the driver until the end.
      described("scores", () -> materialise(scored));
      sent.takeBack();
    }
  }

  private void forgetScores() {
    if (scored != blocks) {
      scored.unpersist(false);
      scored = blocks;
    }
    if (whitening != null) {
      whitening.takeBack();
      whitening = null;
    }
  }

  @Override
  public MatrixStore matrices() {
    return scratch;
  }

  private static Iterator<DataBlock> score(
      Iterator<DataBlock> share, SentWhitening sent, TaskDevice task) {
    holdBlasThreads();
    List<DataBlock> with = new ArrayList<>();
    task.kernels()
        .with(
            kernel -> {
              share.forEachRemaining(
                  block -> with.add(EncoderInputs.of(kernel, sent.value(), block)));
              return null;
            });
    return with.iterator();
  }

  @Override
  public StatisticsSource view(BlockSelection selection) {
    return new DistributedSource(this, selection);
  }

  @Override
  public void close() {
    forgetScores();
    if (ownsBlocks) {
      blocks.unpersist(false);
    }
    scratch.close();
  }
}
