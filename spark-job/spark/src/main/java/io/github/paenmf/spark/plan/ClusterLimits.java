package io.github.paenmf.spark.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.network.util.JavaUtils;

/**
 * What the settings of a running application allow, in bytes.
 *
 * @param driverHeap of this JVM
 * @param executorHeap of every executor; the driver's where tasks run inside it
 * @param maxResultSize most that a job may bring back, {@link Long#MAX_VALUE} for no limit
 * @param tasks that an executor runs at the same time
 * @param local whether tasks run inside the driver
 */
public record ClusterLimits(
    long driverHeap, long executorHeap, long maxResultSize, int tasks, boolean local) {

  /** A broadcast is kept whole on every executor: beyond this share of its heap it crowds it. */
  private static final int BROADCAST_SHARE = 4;

  /** The limits of an application. */
  public static ClusterLimits of(SparkContext context) {
    SparkConf conf = context.getConf();
    long heap = Runtime.getRuntime().maxMemory();
    long results = JavaUtils.byteStringAsBytes(conf.get("spark.driver.maxResultSize", "1g"));
    int cpus = conf.getInt("spark.task.cpus", 1);
    int cores =
        context.isLocal()
            ? context.defaultParallelism()
            : conf.getInt("spark.executor.cores", Math.max(1, cpus));
    return new ClusterLimits(
        heap,
        context.isLocal()
            ? heap
            : JavaUtils.byteStringAsBytes(conf.get("spark.executor.memory", "1g")),
        results <= 0 ? Long.MAX_VALUE : results,
        Math.max(1, cores / cpus),
        context.isLocal());
  }

  /**
   * Refuses a plan that is sure to fail.
   *
   * @throws LimitException with the setting to change
   */
  public void require(FitPlan plan) {
    if (plan.resultBytes() > maxResultSize) {
      throw new LimitException(
          "a pass brings %s back to the driver, spark.driver.maxResultSize is %s: set it to %s (--conf spark.driver.maxResultSize=%s) or lower the rank"
              .formatted(
                  FitPlan.words(plan.resultBytes()),
                  FitPlan.words(maxResultSize),
                  FitPlan.setting(plan.resultBytes() * 5 / 4),
                  FitPlan.setting(plan.resultBytes() * 5 / 4)));
    }
    long driverLeast =
        plan.stateBytes() + (plan.sliced() ? plan.sizes().passBytes() : plan.sizes().sumsBytes());
    if (driverLeast > driverHeap) {
      throw new LimitException(
          "the driver needs at least %s for the state of the fit and has a heap of %s: set spark.driver.memory to %s (--driver-memory %s)"
              .formatted(
                  FitPlan.words(driverLeast),
                  FitPlan.words(driverHeap),
                  FitPlan.setting(plan.driverHeap()),
                  FitPlan.setting(plan.driverHeap())));
    }
    long executorLeast = plan.sizes().passBytes() + tasks * plan.sizes().sumsBytes();
    if (!local && executorLeast > executorHeap) {
      throw new LimitException(
          "an executor needs at least %s for the model and its sums and has a heap of %s: set spark.executor.memory to %s (--executor-memory %s)"
              .formatted(
                  FitPlan.words(executorLeast),
                  FitPlan.words(executorHeap),
                  FitPlan.setting(plan.executorHeap()),
                  FitPlan.setting(plan.executorHeap())));
    }
  }

  /** What will be slow or may fail, each with the setting to change. */
  public List<String> warnings(FitPlan plan) {
    List<String> warnings = new ArrayList<>();
    if (plan.driverHeap() > driverHeap) {
      warnings.add(
          "the driver's heap is %s, this fit is planned with %s: --driver-memory %s"
              .formatted(
                  FitPlan.words(driverHeap),
                  FitPlan.words(plan.driverHeap()),
                  FitPlan.setting(plan.driverHeap())));
    }
    if (!local && plan.executorHeap() > executorHeap) {
      warnings.add(
          "an executor's heap is %s, this fit is planned with %s (less is slower, since blocks go to disk, and may fail): --executor-memory %s"
              .formatted(
                  FitPlan.words(executorHeap),
                  FitPlan.words(plan.executorHeap()),
                  FitPlan.setting(plan.executorHeap())));
    }
    if (plan.sizes().passBytes() > executorHeap / BROADCAST_SHARE) {
      warnings.add(
          "every pass sends a model of %s to every executor, more than a quarter of its heap of %s: --executor-memory %s, a lower rank, or fewer features"
              .formatted(
                  FitPlan.words(plan.sizes().passBytes()),
                  FitPlan.words(executorHeap),
                  FitPlan.setting(BROADCAST_SHARE * plan.sizes().passBytes())));
    }
    return warnings;
  }
}
