package io.github.paenmf.bench.round;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Processor time of the calling thread, which other work on the machine disturbs less. */
final class Clock {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Clock() {}

  static long nanos() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
