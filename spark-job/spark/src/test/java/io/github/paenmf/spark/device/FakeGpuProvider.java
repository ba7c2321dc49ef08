package io.github.paenmf.spark.device;

import io.github.paenmf.core.accelerator.Availability;
import io.github.paenmf.core.accelerator.KernelProvider;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.pass.BlockKernel;
import io.github.paenmf.core.pass.EvaluatePass;
import io.github.paenmf.core.pass.EvaluateStatistics;
import io.github.paenmf.core.pass.NmfPass;
import io.github.paenmf.core.pass.NmfStatistics;
import io.github.paenmf.core.pass.Pass;
import io.github.paenmf.core.pass.RangePass;
import io.github.paenmf.core.pass.RangeStatistics;
import io.github.paenmf.core.pass.SignPass;
import io.github.paenmf.core.pass.SignStatistics;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.core.pass.SummaryPass;
import io.github.paenmf.core.pass.SummaryStatistics;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.TrainStatistics;
import io.github.paenmf.core.pass.Whitening;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kernels of GPUs that don't exist: the processor's, whose name tells the device, the share of its
 * memory, and the most tasks that were on the device and in the JVM at once.
 */
public final class FakeGpuProvider implements KernelProvider {

  private static final long PASS_MILLIS = 500;

  /** Tasks that take their time; the others of the same JVM do not. */
  private static final int SLOW_TASKS = 12;

  private static final Map<Integer, AtomicInteger> ON_DEVICE = new ConcurrentHashMap<>();
  private static final AtomicInteger IN_JVM = new AtomicInteger();
  private static final AtomicInteger STARTED = new AtomicInteger();
  private static final AtomicInteger MOST_ON_A_DEVICE = new AtomicInteger();
  private static final AtomicInteger MOST_IN_JVM = new AtomicInteger();

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Availability availability() {
    return new Availability(8, "8 fake GPUs");
  }

  @Override
  public BlockKernel create(int device, double memoryFraction) {
    return new FakeKernel(device, memoryFraction);
  }

  private static final class FakeKernel implements BlockKernel {
    private final CpuKernel cpu = new CpuKernel();
    private final int device;
    private final double fraction;

    private FakeKernel(int device, double fraction) {
      this.device = device;
      this.fraction = fraction;
    }

    @Override
    public String name() {
      return "gpu%d share %s, %d a device, %d a JVM"
          .formatted(device, fraction, MOST_ON_A_DEVICE.get(), MOST_IN_JVM.get());
    }

    @Override
    public void begin(Pass<?> pass) {
      int here = ON_DEVICE.computeIfAbsent(device, d -> new AtomicInteger()).incrementAndGet();
      MOST_ON_A_DEVICE.accumulateAndGet(here, Math::max);
      MOST_IN_JVM.accumulateAndGet(IN_JVM.incrementAndGet(), Math::max);
      try {
        // Long enough that tasks that may run at once do.
        Thread.sleep(STARTED.getAndIncrement() < SLOW_TASKS ? PASS_MILLIS : 0);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      cpu.begin(pass);
    }

    @Override
    public void fold(SummaryPass pass, DataBlock block, SummaryStatistics into) {
      cpu.fold(pass, block, into);
    }

    @Override
    public void fold(RangePass pass, DataBlock block, RangeStatistics into) {
      cpu.fold(pass, block, into);
    }

    @Override
    public void fold(SignPass pass, DataBlock block, SignStatistics into) {
      cpu.fold(pass, block, into);
    }

    @Override
    public void fold(NmfPass pass, DataBlock block, NmfStatistics into) {
      cpu.fold(pass, block, into);
    }

    @Override
    public void fold(TrainPass pass, DataBlock block, TrainStatistics into) {
      cpu.fold(pass, block, into);
    }

    @Override
    public void fold(EvaluatePass pass, DataBlock block, EvaluateStatistics into) {
      cpu.fold(pass, block, into);
    }

    @Override
    public float[] scores(Whitening whitening, DataBlock block) {
      return cpu.scores(whitening, block);
    }

    @Override
    public void end(Pass<?> pass, Statistics<?> into) {
      cpu.end(pass, into);
      ON_DEVICE.get(device).decrementAndGet();
      IN_JVM.decrementAndGet();
    }

    @Override
    public void close() {
      cpu.close();
    }
  }
}
