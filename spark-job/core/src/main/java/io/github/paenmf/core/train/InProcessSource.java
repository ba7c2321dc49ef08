package io.github.paenmf.core.train;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.BlockBuilder;
import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.BlockSelection;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.linalg.BlasThreads;
import io.github.paenmf.core.pass.BlockKernel;
import io.github.paenmf.core.pass.EncoderInputs;
import io.github.paenmf.core.pass.Pass;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.core.pass.Whitening;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Rows in this JVM's memory: small tables need no job a round. Partitions are worked on by a few
 * threads.
 */
public final class InProcessSource implements StatisticsSource {

  private final int features;
  private final long rows;
  private final int exogenous;
  private final List<List<DataBlock>> partitions;
  private final KernelPool kernels;
  private final int threadCount;
  private final ExecutorService threads;

  private InProcessSource(
      int features, List<List<DataBlock>> partitions, Supplier<BlockKernel> kernels, int threads) {
    this.features = features;
    this.threadCount = threads;
    this.partitions = partitions;
    this.rows = partitions.stream().flatMap(List::stream).mapToLong(DataBlock::rows).sum();
    this.exogenous =
        partitions.stream()
            .flatMap(List::stream)
            .findFirst()
            .map(block -> block.x().exogenousInputs())
            .orElse(0);
    this.kernels = new KernelPool(kernels);
    this.threads =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(threads, partitions.size())),
            task -> {
              Thread thread = new Thread(task, "paenmf-in-process");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Cuts data points into partitions and blocks by content.
   *
   * @param points all data points, in any order
   * @param features m
   * @param layout how they are cut
   * @param kernels makes a kernel for a thread
   * @param threads number of threads, at least 1
   */
  public static InProcessSource of(
      Collection<DataPoint> points,
      int features,
      BlockLayout layout,
      Supplier<BlockKernel> kernels,
      int threads) {
    // One thread a product: partitions are what runs in parallel, and the bits do not depend on the
    // cores.
    BlasThreads.set(1);
    List<List<DataPoint>> shares = new ArrayList<>();
    for (int p = 0; p < layout.partitions(); p++) {
      shares.add(new ArrayList<>());
    }
    for (DataPoint point : points) {
      shares.get(point.partition(layout.partitions())).add(point);
    }
    BlockBuilder builder = new BlockBuilder(layout, features);
    List<List<DataBlock>> partitions = new ArrayList<>();
    for (List<DataPoint> share : shares) {
      List<DataBlock> blocks = new ArrayList<>();
      for (Block block : builder.build(share)) {
        blocks.add(DataBlock.of(block));
      }
      partitions.add(blocks);
    }
    return new InProcessSource(features, partitions, kernels, threads);
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
    return partitions.size();
  }

  @Override
  public String name() {
    return "in-process";
  }

  @Override
  public String backend() {
    return kernels.name();
  }

  @Override
  public <S extends Statistics<S>> S run(Pass<S> pass, String description) {
    List<S> shares =
        forEachPartition(
            blocks -> kernels.with(kernel -> PartitionFold.fold(pass, blocks.iterator(), kernel)));
    return MergeOrder.sum(shares);
  }

  @Override
  public void cacheScores(Whitening whitening) {
    forEachPartition(
        blocks ->
            kernels.with(
                kernel -> {
                  blocks.replaceAll(block -> EncoderInputs.of(kernel, whitening, block));
                  return blocks;
                }));
  }

  @Override
  public StatisticsSource view(BlockSelection selection) {
    List<List<DataBlock>> selected = new ArrayList<>();
    for (List<DataBlock> blocks : partitions) {
      List<DataBlock> some = new ArrayList<>();
      for (DataBlock block : blocks) {
        Block part = selection.of(block.x());
        if (part.rows() > 0) {
          some.add(DataBlock.of(part));
        }
      }
      selected.add(some);
    }
    return new InProcessSource(features, selected, kernels.maker(), threadCount);
  }

  private <T> List<T> forEachPartition(Function<List<DataBlock>, T> work) {
    List<Future<T>> pending = new ArrayList<>();
    for (List<DataBlock> blocks : partitions) {
      pending.add(threads.submit(() -> work.apply(blocks)));
    }
    List<T> done = new ArrayList<>();
    for (Future<T> future : pending) {
      try {
        done.add(future.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new IllegalStateException("a partition failed", e.getCause());
      } catch (InterruptedException e) {
        pending.forEach(other -> other.cancel(true));
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
    return done;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    kernels.close();
  }
}
