package io.github.paenmf.job.command;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.doctor.DoctorReport;
import io.github.paenmf.job.doctor.PlanReport;
import io.github.paenmf.spark.plan.ClusterLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Says what this machine or cluster will run, on the driver and on each executor; or what a fit of
 * a table of some size needs.
 */
@Command(
    name = "doctor",
    description = {
      "Says what this machine or cluster will run: Spark, Java, BLAS, vectors, GPU.",
      "With --plan: memory and settings for a fit of a table of a given size."
    })
final class DoctorCommand extends JobCommand {

  @ArgGroup(exclusive = false)
  private Plan plan;

  /** The options of a plan, which make sense together only. */
  static final class Plan {

    @Option(
        names = "--plan",
        required = true,
        description = "memory and settings that a fit needs, worked out from the table's size")
    private boolean wanted;

    @Option(names = "--rows", paramLabel = "N", required = true, description = "data points")
    private long rows;

    @Option(names = "--features", paramLabel = "M", required = true, description = "features")
    private int features;

    @Option(names = "--rank", paramLabel = "R", required = true, description = "number of parts")
    private int rank;

    @Option(names = "--nnz", paramLabel = "K", description = "values that are not 0 (default: all)")
    private Long nonZeros;

    @Option(
        names = "--executors",
        paramLabel = "E",
        defaultValue = "4",
        description = "executors that share the table (default: ${DEFAULT-VALUE})")
    private int executors;

    @Option(
        names = "--tasks",
        paramLabel = "T",
        defaultValue = "4",
        description = "tasks that an executor runs at a time (default: ${DEFAULT-VALUE})")
    private int tasks;

    private void check() {
      require(rows >= 2, "--rows " + rows, "a number >= 2");
      require(features >= 2, "--features " + features, "a number >= 2");
      long smaller = Math.min(rows, features);
      require(rank >= 1 && rank <= smaller, "--rank " + rank, "a number from 1 to " + smaller);
      double entries = (double) rows * features;
      require(
          nonZeros == null || (nonZeros >= 1 && nonZeros <= entries),
          "--nnz " + nonZeros,
          "a number from 1 to rows x features");
      require(nonZeros != null || entries < Long.MAX_VALUE, "--rows " + rows, "a smaller number");
      require(executors >= 1, "--executors " + executors, "a number >= 1");
      require(tasks >= 1, "--tasks " + tasks, "a number >= 1");
    }

    private static void require(boolean holds, String option, String expected) {
      if (!holds) {
        throw new UserError(option + ": expected " + expected);
      }
    }

    private PlanReport report(ClusterLimits limits) {
      long values = nonZeros == null ? rows * features : nonZeros;
      try {
        return PlanReport.of(
            new PlanReport.TableSize(rows, features, values, rank), executors, tasks, limits);
      } catch (IllegalArgumentException e) {
        throw new UserError(e.getMessage(), e);
      }
    }
  }

  @Override
  void checkOptions() {
    if (plan != null) {
      plan.check();
    }
  }

  @Override
  Map<String, Object> work(SparkSession spark) {
    Map<String, Object> result;
    if (plan == null) {
      DoctorReport report = DoctorReport.collect(spark);
      report.lines().forEach(this::note);
      result = new LinkedHashMap<>(report.toMap());
    } else {
      // An embedded run says nothing about the cluster that the fit is planned for.
      boolean cluster = !spark.sparkContext().isLocal();
      PlanReport report = plan.report(cluster ? ClusterLimits.of(spark.sparkContext()) : null);
      report.lines().forEach(this::note);
      result = new LinkedHashMap<>(report.toMap());
    }
    result.put("seconds", Figures.secondsSinceStart());
    return result;
  }
}
