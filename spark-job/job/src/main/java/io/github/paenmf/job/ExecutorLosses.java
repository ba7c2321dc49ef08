package io.github.paenmf.job;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Why executors were lost or ran out of memory while a command ran. The failure of a job names its
 * last failed task alone, and that may be one that an executor, going down already, turned away.
 */
public final class ExecutorLosses extends SparkListener {

  /** The first are enough to tell what happened. */
  private static final int KEPT = 5;

  private final List<String> losses = new ArrayList<>();
  private boolean ended;

  /** Nothing lost yet. */
  public ExecutorLosses() {}

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() instanceof ExceptionFailure failure
        && failure.className().equals(OutOfMemoryError.class.getName())) {
      add(
          "Lost task on executor %s: %s: %s"
              .formatted(end.taskInfo().executorId(), failure.className(), failure.description()));
    }
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    add("ExecutorLostFailure (executor %s): %s".formatted(removed.executorId(), removed.reason()));
  }

  /** From here on executors go because they are told to. */
  @Override
  public synchronized void onApplicationEnd(SparkListenerApplicationEnd end) {
    ended = true;
  }

  private synchronized void add(String loss) {
    if (!ended && losses.size() < KEPT) {
      losses.add(loss);
    }
  }

  /**
   * Adds what was lost to a failure, as suppressed ones, for advice. To be called once Spark has
   * stopped, since it tells of such events a little later than they happen.
   */
  public synchronized void addTo(Exception failure) {
    losses.forEach(loss -> failure.addSuppressed(new IllegalStateException(loss)));
  }
}
