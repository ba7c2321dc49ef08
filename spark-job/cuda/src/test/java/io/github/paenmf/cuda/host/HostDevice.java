package io.github.paenmf.cuda.host;

import io.github.paenmf.cuda.device.Device;
import io.github.paenmf.cuda.device.DeviceMemoryException;
import io.github.paenmf.cuda.device.Queue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * The host in the place of a device, with a memory as small as a test wants it. Counts what comes
 * and goes.
 */
public final class HostDevice implements Device {

  private final long memory;
  private final Map<Long, Long> taken = new HashMap<>();
  private long used;
  private long uploaded;
  private int launches;

  /** With so many bytes of memory; the test is skipped where kernels can't be compiled. */
  public HostDevice(long memory) {
    HostLibrary.load();
    this.memory = memory;
  }

  @Override
  public String name() {
    return "host";
  }

  @Override
  public long memory() {
    return memory;
  }

  @Override
  public synchronized long allocate(long bytes) {
    if (used + bytes > memory) {
      throw new DeviceMemoryException(
          "%d bytes wanted, %d of %d free".formatted(bytes, memory - used, memory));
    }
    long address = HostLibrary.allocate(bytes);
    taken.put(address, bytes);
    used += bytes;
    return address;
  }

  @Override
  public synchronized void free(long address) {
    used -= taken.remove(address);
    HostLibrary.free(address);
  }

  @Override
  public ByteBuffer allocateHost(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  @Override
  public void freeHost(ByteBuffer buffer) {}

  @Override
  public Queue openQueue() {
    return new HostQueue();
  }

  /** Bytes in use. */
  public synchronized long used() {
    return used;
  }

  /** Bytes sent down so far. */
  public synchronized long uploaded() {
    return uploaded;
  }

  /** Kernels launched so far. */
  public synchronized int launches() {
    return launches;
  }

  @Override
  public void close() {
    if (used != 0) {
      throw new AssertionError(used + " bytes of device memory were not given back");
    }
  }

  private synchronized void count(long bytes, int kernels) {
    uploaded += bytes;
    launches += kernels;
  }

  /** Everything happens at once and in order. */
  private final class HostQueue implements Queue {

    private boolean entered;

    @Override
    public void enter() {
      entered = true;
    }

    @Override
    public Mark newMark() {
      return new Mark() {};
    }

    @Override
    public void set(Mark mark, Lane lane) {}

    @Override
    public void await(Mark mark, Lane lane) {}

    @Override
    public void await(Mark mark) {}

    @Override
    public void upload(ByteBuffer from, long bytes, long to) {
      check();
      count(bytes, 0);
      HostLibrary.copyIn(from, bytes, to);
    }

    @Override
    public void zero(long address, long bytes) {
      check();
      HostLibrary.zero(address, bytes);
    }

    @Override
    public void download(long from, ByteBuffer to, long bytes) {
      check();
      HostLibrary.copyOut(from, to, bytes);
    }

    @Override
    public void launch(String kernel, int blocksX, int blocksY, int threads, long... arguments) {
      check();
      if (blocksX < 1 || blocksY < 1 || threads < 1 || threads > 1024) {
        throw new AssertionError(
            "%s: a grid of %d x %d blocks of %d threads"
                .formatted(kernel, blocksX, blocksY, threads));
      }
      count(0, 1);
      HostLibrary.launch(kernel, blocksX, blocksY, threads, arguments);
    }

    @Override
    public void gemm(Gemm product) {
      gemm(product, 0, 0, 0, 1);
    }

    @Override
    public void gemm(Gemm p, long strideA, long strideB, long strideC, int count) {
      check();
      for (int i = 0; i < count; i++) {
        HostLibrary.gemm(
            p.transA(),
            p.transB(),
            p.m(),
            p.n(),
            p.k(),
            p.alpha(),
            p.a() + i * strideA * Float.BYTES,
            p.lda(),
            p.b() + i * strideB * Float.BYTES,
            p.ldb(),
            p.beta(),
            p.c() + i * strideC * Float.BYTES,
            p.ldc());
      }
    }

    private void check() {
      if (!entered) {
        throw new AssertionError("a queue was used before it was entered");
      }
    }

    @Override
    public void close() {}
  }
}
