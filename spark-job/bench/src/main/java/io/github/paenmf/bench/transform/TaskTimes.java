package io.github.paenmf.bench.transform;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Adds up what tasks spend of a processor's time: a busy machine stretches it less than the
 * clock's.
 */
final class TaskTimes extends SparkListener {

  private final AtomicLong nanos = new AtomicLong();

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    TaskMetrics metrics = end.taskMetrics();
    if (metrics != null) {
      nanos.addAndGet(metrics.executorCpuTime());
    }
  }

  /** Seconds since the last call, of all tasks that have ended. */
  double take(SparkContext context) throws Exception {
    context.listenerBus().waitUntilEmpty();
    return nanos.getAndSet(0) / 1e9;
  }
}
