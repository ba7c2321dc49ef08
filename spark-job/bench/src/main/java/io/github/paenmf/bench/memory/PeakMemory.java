package io.github.paenmf.bench.memory;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;

/**
 * The most that is alive while something runs, heap and what JavaCPP, Netty and direct buffers hold
 * outside it together: a thread collects garbage and reads what is left, again and again.
 */
final class PeakMemory {

  /** Between two samples, so that the work goes on. */
  private static final long PAUSE_MILLIS = 30;

  private final Supplier<String> where;
  private volatile boolean running = true;
  private final Map<String, Long> peaks = new LinkedHashMap<>();
  private int samples;

  private PeakMemory(Supplier<String> where) {
    this.where = where;
  }

  /**
   * What came out, and the memory that it took.
   *
   * @param result of the work
   * @param peaks bytes at the most, over what was alive before, by where the work was
   * @param samples that were taken
   */
  record Measured<T>(T result, Map<String, Long> peaks, int samples) {

    /** Bytes at the most. */
    long bytes() {
      return Collections.max(peaks.values());
    }
  }

  static <T> Measured<T> of(Callable<T> work) throws Exception {
    return of(alive(), () -> "", work);
  }

  /**
   * Over what was alive at an earlier time.
   *
   * @param before bytes alive then
   * @param where the work is now, in words
   */
  static <T> Measured<T> of(long before, Supplier<String> where, Callable<T> work)
      throws Exception {
    PeakMemory peak = new PeakMemory(where);
    Thread sampler = new Thread(peak::sample, "peak-memory");
    sampler.setDaemon(true);
    sampler.start();
    try {
      T result = work.call();
      peak.running = false;
      sampler.join();
      peak.peaks.replaceAll((at, bytes) -> bytes - before);
      return new Measured<>(result, peak.peaks, peak.samples);
    } finally {
      peak.running = false;
    }
  }

  private void sample() {
    try {
      while (running) {
        String at = where.get();
        peaks.merge(at, alive(), Math::max);
        samples++;
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static long alive() {
    System.gc();
    long direct = 0;
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      direct += pool.getName().equals("direct") ? pool.getMemoryUsed() : 0;
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
        + Pointer.totalBytes()
        + direct
        + Math.max(0, PlatformDependent.usedDirectMemory());
  }
}
