package io.github.paenmf.bench.round;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.BlockSelection;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.pass.EncoderInputs;
import io.github.paenmf.core.pass.Pass;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.Whitening;
import io.github.paenmf.core.train.PartitionFold;
import io.github.paenmf.core.train.StatisticsSource;
import java.util.ArrayList;
import java.util.List;

/**
 * One partition, worked on by the calling thread. Keeps the times of every training round: from the
 * start of its pass to the start of the next one, so that the driver's step is in it.
 */
final class TimedSource implements StatisticsSource {

  private final TimedLatents latents = new TimedLatents();
  private final CpuKernel kernel = new CpuKernel(latents);
  private final List<DataBlock> blocks = new ArrayList<>();
  private final List<RoundTimes> rounds = new ArrayList<>();
  private final Yardsticks yardsticks;
  private final int every;
  private final int features;
  private final long rows;
  private boolean inTraining;
  private Beside beside;
  private long started;
  private long passNanos;
  private long latentNanos;

  /** After {@code every} so many rounds the yardsticks are measured. */
  TimedSource(List<? extends Block> table, Yardsticks yardsticks, int every) {
    this.yardsticks = yardsticks;
    this.every = every;
    table.forEach(block -> blocks.add(DataBlock.of(block)));
    features = table.get(0).features();
    rows = table.stream().mapToLong(Block::rows).sum();
  }

  /** The complete rounds so far, in order. */
  List<RoundTimes> rounds() {
    return rounds;
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
    return 0;
  }

  @Override
  public int partitions() {
    return 1;
  }

  @Override
  public String name() {
    return "in-process";
  }

  @Override
  public String backend() {
    return kernel.name();
  }

  @Override
  public <S extends Statistics<S>> S run(Pass<S> pass, String description) {
    long now = Clock.nanos();
    if (inTraining) {
      if (rounds.size() % every == 0) {
        beside = yardsticks.measure();
      }
      rounds.add(new RoundTimes(now - started, passNanos, latentNanos, beside));
    }
    inTraining = pass instanceof TrainPass;
    latents.takeNanos();
    started = Clock.nanos();
    S sums = PartitionFold.fold(pass, blocks.iterator(), kernel);
    passNanos = Clock.nanos() - started;
    latentNanos = latents.takeNanos();
    return sums;
  }

  @Override
  public void cacheScores(Whitening whitening) {
    blocks.replaceAll(block -> EncoderInputs.of(kernel, whitening, block));
  }

  @Override
  public StatisticsSource view(BlockSelection selection) {
    throw new UnsupportedOperationException("what is timed is one fit of all rows");
  }

  @Override
  public void close() {
    kernel.close();
  }
}
