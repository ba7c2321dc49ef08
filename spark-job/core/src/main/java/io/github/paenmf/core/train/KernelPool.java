package io.github.paenmf.core.train;

import io.github.paenmf.core.pass.BlockKernel;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Kernels of one JVM, lent to one thread at a time, so that their work arrays are reused from pass
 * to pass.
 */
public final class KernelPool implements AutoCloseable {

  private final Supplier<BlockKernel> maker;
  private final ConcurrentLinkedDeque<BlockKernel> idle = new ConcurrentLinkedDeque<>();
  private volatile String name = "none";

  /** A pool of kernels made when there is no idle one. */
  public KernelPool(Supplier<BlockKernel> maker) {
    this.maker = maker;
  }

  /** What makes the kernels. */
  Supplier<BlockKernel> maker() {
    return maker;
  }

  /** Lends a kernel to some work; a kernel whose work failed is closed, not reused. */
  public <T> T with(Function<BlockKernel, T> work) {
    BlockKernel kernel = idle.pollFirst();
    if (kernel == null) {
      kernel = maker.get();
    }
    boolean good = false;
    try {
      T result = work.apply(kernel);
      name = kernel.name();
      good = true;
      return result;
    } finally {
      if (good) {
        idle.addFirst(kernel);
      } else {
        kernel.close();
      }
    }
  }

  /** Name of the kernel that worked last. */
  public String name() {
    return name;
  }

  /** Closes the idle kernels. */
  @Override
  public void close() {
    for (BlockKernel kernel = idle.pollFirst(); kernel != null; kernel = idle.pollFirst()) {
      kernel.close();
    }
  }
}
