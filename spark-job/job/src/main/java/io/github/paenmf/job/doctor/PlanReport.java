package io.github.paenmf.job.doctor;

import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.spark.plan.ClusterLimits;
import io.github.paenmf.spark.plan.FitPlan;
import io.github.paenmf.spark.source.SourceChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Memory and settings for a fit of a table of a given size.
 *
 * @param table its size
 * @param executors that share it
 * @param tasks that an executor runs at the same time
 * @param plan what the fit needs
 * @param warnings what the present settings lack
 */
public record PlanReport(
    TableSize table, int executors, int tasks, FitPlan plan, List<String> warnings) {

  private static final double MB = 1024.0 * 1024.0;

  /**
   * The size of a table and of a fit.
   *
   * @param rows n
   * @param features m
   * @param nonZeros entries that are not 0
   * @param rank r
   */
  public record TableSize(long rows, int features, long nonZeros, int rank) {}

  /** Copies the list. */
  public PlanReport {
    warnings = List.copyOf(warnings);
  }

  /**
   * Works the plan out.
   *
   * @param limits of the running application, or null where there is no cluster to compare with
   * @throws IllegalArgumentException when the JVM can't hold such a model
   */
  public static PlanReport of(TableSize table, int executors, int tasks, ClusterLimits limits) {
    BlockLayout layout = BlockLayout.of(table.rows(), table.features(), table.nonZeros(), 0, 0);
    FitPlan plan =
        FitPlan.of(
            table.rows(),
            table.features(),
            table.nonZeros(),
            table.rank(),
            layout,
            executors,
            tasks,
            SourceChoice.DEFAULT_DEPTH,
            SourceChoice.DEFAULT_MAX_SUMS_MB);
    return new PlanReport(
        table, executors, tasks, plan, limits == null ? List.of() : limits.warnings(plan));
  }

  /** Lines for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "table      %d x %d, %d non-zeros, rank %d: %s blocks in %d partitions",
            table.rows(),
            table.features(),
            table.nonZeros(),
            table.rank(),
            plan.layout().sparse() ? "sparse" : "dense",
            plan.layout().partitions()));
    lines.add(
        "cached     %s of blocks and %s of encoder inputs, over all executors"
            .formatted(FitPlan.words(plan.tableBytes()), FitPlan.words(plan.scoreBytes())));
    lines.add(
        "a pass     sends %s to every executor, brings %s back from a partition and %s to the driver"
            .formatted(
                FitPlan.words(plan.sizes().passBytes()),
                FitPlan.words(plan.sizes().sumsBytes()),
                FitPlan.words(plan.resultBytes())));
    if (plan.sliced()) {
      lines.add(
          "           its sums are cut by features and merged on executors; weights that wait are"
              + " on the driver's scratch disk");
    }
    lines.add(
        "driver     %s of heap: --driver-memory %s"
            .formatted(FitPlan.words(plan.driverHeap()), FitPlan.setting(plan.driverHeap())));
    lines.add(
        "           results of a pass: --conf spark.driver.maxResultSize=%s"
            .formatted(FitPlan.setting(2 * plan.resultBytes())));
    lines.add(
        "executor   %s of heap, %s beside it (%d executor(s), %d task(s) at a time): --executor-memory %s --conf spark.executor.memoryOverhead=%s"
            .formatted(
                FitPlan.words(plan.executorHeap()),
                FitPlan.words(plan.executorOverhead()),
                executors,
                tasks,
                FitPlan.setting(plan.executorHeap()),
                FitPlan.setting(plan.executorOverhead())));
    warnings.forEach(warning -> lines.add("NOTE " + warning));
    return lines;
  }

  /** The same for JSON. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("n", table.rows());
    map.put("m", table.features());
    map.put("nonZeros", table.nonZeros());
    map.put("rank", table.rank());
    map.put("sparse", plan.layout().sparse());
    map.put("partitions", plan.layout().partitions());
    map.put("executors", executors);
    map.put("tasksPerExecutor", tasks);
    map.put("tableMb", plan.tableBytes() / MB);
    map.put("scoresMb", plan.scoreBytes() / MB);
    map.put("passMb", plan.sizes().passBytes() / MB);
    map.put("sumsMb", plan.sizes().sumsBytes() / MB);
    map.put("sliced", plan.sliced());
    map.put("resultsMb", plan.resultBytes() / MB);
    map.put("spark.driver.memory", FitPlan.setting(plan.driverHeap()));
    map.put("spark.driver.maxResultSize", FitPlan.setting(2 * plan.resultBytes()));
    map.put("spark.executor.memory", FitPlan.setting(plan.executorHeap()));
    map.put("spark.executor.memoryOverhead", FitPlan.setting(plan.executorOverhead()));
    map.put("warnings", warnings);
    return map;
  }
}
