package io.github.paenmf.spark.source;

import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.train.KernelPool;

/**
 * The kernels of this JVM, one for each task that runs at the same time; they outlive the tasks.
 */
final class TaskKernels {

  private static final KernelPool POOL = new KernelPool(CpuKernel::new);

  private TaskKernels() {}

  static KernelPool pool() {
    return POOL;
  }
}
