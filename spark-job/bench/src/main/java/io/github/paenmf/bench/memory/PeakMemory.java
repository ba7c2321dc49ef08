package io.github.paenmf.bench.memory;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import org.bytedeco.javacpp.Pointer;

/**
 * The most that is alive while something runs, heap and what JavaCPP holds outside it together: a
 * thread collects garbage and reads what is left, again and again.
 */
final class PeakMemory {

  /** Between two samples, so that the work goes on. */
  private static final long PAUSE_MILLIS = 50;

  private volatile boolean running = true;
  private long peak;
  private int samples;

  private PeakMemory() {}

  /**
   * What came out, and the memory that it took.
   *
   * @param result of the work
   * @param bytes at the most, over what was alive before
   * @param samples that were taken
   */
  record Measured<T>(T result, long bytes, int samples) {}

  static <T> Measured<T> of(Callable<T> work) throws Exception {
    long before = alive();
    PeakMemory peak = new PeakMemory();
    Thread sampler = new Thread(peak::sample, "peak-memory");
    sampler.setDaemon(true);
    sampler.start();
    try {
      T result = work.call();
      peak.running = false;
      sampler.join();
      return new Measured<>(result, peak.peak - before, peak.samples);
    } finally {
      peak.running = false;
    }
  }

  private void sample() {
    try {
      while (running) {
        peak = Math.max(peak, alive());
        samples++;
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long alive() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
        + Pointer.totalBytes();
  }
}
