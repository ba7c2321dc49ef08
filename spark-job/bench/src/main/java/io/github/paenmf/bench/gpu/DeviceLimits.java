package io.github.paenmf.bench.gpu;

import io.github.paenmf.cuda.device.Queue.Gemm;
import io.github.paenmf.cuda.device.Queue.Lane;
import io.github.paenmf.cuda.device.Queue.Mark;
import io.github.paenmf.cuda.nvidia.CudaDevice;
import io.github.paenmf.cuda.nvidia.CudaQueue;

/**
 * What a device can do, measured: float32 products of large square matrices by cuBLAS, and copies
 * inside its memory.
 *
 * @param flops floating point operations a second
 * @param bytes bytes read and written a second
 */
record DeviceLimits(double flops, double bytes) {

  private static final int REPEATS = 5;

  /**
   * Measures.
   *
   * @param side of the matrices
   * @param copyBytes of one copy
   */
  static DeviceLimits measure(CudaDevice device, int side, long copyBytes) {
    try (CudaQueue queue = device.openQueue()) {
      Mark mark = queue.newMark();
      long matrix = 4L * side * side;
      long a = device.allocate(matrix);
      long b = device.allocate(matrix);
      long c = device.allocate(matrix);
      // Zeros would be faster than numbers; these bytes are about 3.4e-6 in float32.
      fill(queue, a, matrix);
      fill(queue, b, matrix);
      Gemm product = new Gemm(false, false, side, side, side, 1f, a, side, b, side, 0f, c, side);
      double seconds = best(queue, mark, () -> queue.gemm(product));
      double flops = 2.0 * side * side * side / seconds;
      device.free(a);
      device.free(b);
      device.free(c);
      long from = device.allocate(copyBytes);
      long to = device.allocate(copyBytes);
      fill(queue, from, copyBytes);
      double copySeconds = best(queue, mark, () -> queue.copy(from, to, copyBytes));
      device.free(from);
      device.free(to);
      return new DeviceLimits(flops, 2.0 * copyBytes / copySeconds);
    }
  }

  private static void fill(CudaQueue queue, long address, long bytes) {
    queue.fill(address, 0x36, bytes);
  }

  private static double best(CudaQueue queue, Mark mark, Runnable work) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      work.run();
      queue.set(mark, Lane.COMPUTE);
      queue.await(mark);
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    return best;
  }
}
