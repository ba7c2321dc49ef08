package io.github.paenmf.cuda.kernel;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.kernel.BlockSums;
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
import io.github.paenmf.cuda.device.Device;
import io.github.paenmf.cuda.device.DeviceMemoryException;
import io.github.paenmf.cuda.memory.MemoryPlan;
import io.github.paenmf.cuda.slab.ResidentSlabs;
import io.github.paenmf.cuda.slab.Slab;
import io.github.paenmf.cuda.slab.SlabUpload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The arithmetic of blocks on a device. Blocks are gathered into slabs; work on a slab is only put
 * into the queue, and the host waits once a partition, when the sums come back.
 *
 * <p>Where the device's memory doesn't suffice for a slab, it is halved; where it doesn't suffice
 * for one block, that block and all later ones are folded on the processor. Either is told once.
 */
public final class CudaKernel implements BlockKernel {

  private final Device device;
  private final Supplier<BlockKernel> makeHost;
  private final Consumer<String> notice;
  private final MemoryPlan plan;
  private final SlabWork work;
  private final float[] givenNoise;

  private final List<DataBlock> pending = new ArrayList<>();
  private int pendingRows;
  private long pendingBytes;
  private int mostRows = MemoryPlan.MOST_ROWS;
  private int plannedRows;
  private boolean halved;

  private Pass<?> pass;
  private PassOnDevice onDevice;
  private Statistics<?> into;
  private Consumer<DataBlock> onHost;
  private BlockKernel host;
  private boolean hostOnly;
  private boolean hostBegun;

  /**
   * On a device.
   *
   * @param device to compute on; not closed by the kernel
   * @param resident slabs that stay on it, shared with the device's other kernels
   * @param plan how much of its memory this kernel may use
   * @param host makes the kernel for what the device has no memory for
   * @param notice told about such cases
   */
  public CudaKernel(
      Device device,
      ResidentSlabs resident,
      MemoryPlan plan,
      Supplier<BlockKernel> host,
      Consumer<String> notice) {
    this(device, resident, plan, host, notice, null);
  }

  /** The same with the noise ln(-ln eps) of the only slab of a pass, part-major. */
  CudaKernel(
      Device device,
      ResidentSlabs resident,
      MemoryPlan plan,
      Supplier<BlockKernel> host,
      Consumer<String> notice,
      float[] givenNoise) {
    this.device = device;
    this.plan = plan;
    this.makeHost = host;
    this.notice = notice;
    this.givenNoise = givenNoise;
    this.work = new SlabWork(device, resident, plan);
  }

  @Override
  public String name() {
    String name = "cuda-" + device.name();
    return host == null ? name : name + " and " + host.name();
  }

  @Override
  public void begin(Pass<?> newPass) {
    pass = newPass;
    onDevice = null;
    into = null;
    onHost = null;
    hostBegun = false;
    forgetPending();
    work.begin();
  }

  @Override
  public void fold(SummaryPass summary, DataBlock block, SummaryStatistics sums) {
    sums.rows += block.rows();
    sums.weight += BlockSums.weight(block.x());
    sums.squaredNorm += BlockSums.squaredNorm(block.x());
    BlockSums.addColumnSums(block.x(), sums.columnSums);
  }

  @Override
  public void fold(RangePass range, DataBlock block, RangeStatistics sums) {
    if (onDevice == null) {
      start(new RangeOnDevice(range), sums, one -> host().fold(range, one, sums));
    }
    add(block);
  }

  @Override
  public void fold(SignPass sign, DataBlock block, SignStatistics sums) {
    if (onDevice == null) {
      start(new SignOnDevice(sign), sums, one -> host().fold(sign, one, sums));
    }
    add(block);
  }

  @Override
  public void fold(NmfPass nmf, DataBlock block, NmfStatistics sums) {
    if (onDevice == null) {
      start(new NmfOnDevice(nmf), sums, one -> host().fold(nmf, one, sums));
    }
    add(block);
  }

  @Override
  public void fold(TrainPass train, DataBlock block, TrainStatistics sums) {
    if (onDevice == null) {
      boolean readsRows = block.scores() == null;
      start(
          new TrainOnDevice(train, readsRows, givenNoise),
          sums,
          one -> host().fold(train, one, sums));
    }
    add(block);
  }

  @Override
  public void fold(EvaluatePass evaluate, DataBlock block, EvaluateStatistics sums) {
    if (onDevice == null) {
      start(new EvaluateOnDevice(evaluate), sums, one -> host().fold(evaluate, one, sums));
    }
    add(block);
  }

  private void start(PassOnDevice layout, Statistics<?> sums, Consumer<DataBlock> hostFold) {
    onDevice = layout;
    plannedRows = plan.rows(layout.rank());
    into = sums;
    onHost = hostFold;
  }

  /** Gathers blocks until a slab is full. */
  private void add(DataBlock block) {
    if (block.rows() == 0) {
      return;
    }
    if (hostOnly) {
      onHost.accept(block);
      return;
    }
    long bytes = SlabUpload.estimate(block.x());
    boolean full =
        pendingRows + block.rows() > Math.min(mostRows, plannedRows)
            || pendingBytes + bytes > plan.slabBytes();
    if (full && !pending.isEmpty()) {
      flush();
    }
    pending.add(block);
    pendingRows += block.rows();
    pendingBytes += bytes;
  }

  private void flush() {
    List<DataBlock> blocks = List.copyOf(pending);
    forgetPending();
    if (!blocks.isEmpty()) {
      fold(blocks);
    }
  }

  private void fold(List<DataBlock> blocks) {
    if (hostOnly) {
      blocks.forEach(onHost);
      return;
    }
    try {
      work.fold(onDevice, Slab.of(blocks));
      // The device is at work meanwhile.
      for (DataBlock block : blocks) {
        onDevice.count(block, into);
      }
    } catch (DeviceMemoryException e) {
      if (blocks.size() > 1) {
        halve(blocks, e);
      } else {
        hostOnly = true;
        notice.accept(
            "device memory is too small for one block (%s): this task goes on with the processor"
                .formatted(e.getMessage()));
        blocks.forEach(onHost);
      }
    }
  }

  private void halve(List<DataBlock> blocks, DeviceMemoryException e) {
    int half = blocks.size() / 2;
    mostRows = Math.max(1, blocks.subList(0, half).stream().mapToInt(DataBlock::rows).sum());
    if (!halved) {
      halved = true;
      notice.accept(
          "device memory is short (%s): this task goes on with smaller slabs"
              .formatted(e.getMessage()));
    }
    fold(blocks.subList(0, half));
    fold(blocks.subList(half, blocks.size()));
  }

  private void forgetPending() {
    pending.clear();
    pendingRows = 0;
    pendingBytes = 0;
  }

  /** The kernel on the processor, begun for this pass. */
  private BlockKernel host() {
    if (host == null) {
      host = makeHost.get();
    }
    if (!hostBegun) {
      host.begin(pass);
      hostBegun = true;
    }
    return host;
  }

  @Override
  public void end(Pass<?> ended, Statistics<?> sums) {
    flush();
    if (onDevice != null) {
      work.end(onDevice, sums);
    }
    if (hostBegun) {
      host.end(ended, sums);
      hostBegun = false;
    }
  }

  @Override
  public float[] scores(Whitening whitening, DataBlock block) {
    Block x = block.x();
    if (x.rows() == 0) {
      return new float[0];
    }
    if (!hostOnly) {
      try {
        return work.scores(whitening, Slab.of(List.of(DataBlock.of(x))));
      } catch (DeviceMemoryException e) {
        notice.accept(
            "device memory is too small for one block's scores (%s): taken by the processor"
                .formatted(e.getMessage()));
        hostOnly = true;
      }
    }
    if (host == null) {
      host = makeHost.get();
    }
    return host.scores(whitening, block);
  }

  @Override
  public void close() {
    work.close();
    if (host != null) {
      host.close();
    }
  }
}
