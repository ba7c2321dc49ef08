package io.github.paenmf.job.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;

/** Small jobs that look at every executor. */
final class ExecutorVisit {

  private static final int ROUNDS = 5;
  private static final int TASKS_PER_CORE = 2;

  private ExecutorVisit() {}

  /**
   * What was seen.
   *
   * @param executors the facts of those visited, by number
   * @param missed how many registered executors no task landed on
   */
  record Outcome(List<ProcessFacts> executors, int missed) {}

  static Outcome visit(JavaSparkContext context) {
    if (context.isLocal()) {
      return new Outcome(List.of(), 0);
    }
    Map<String, ProcessFacts> seen =
        new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(String::compareTo));
    // Spark alone decides where a task runs, so ask again until nobody is missing.
    for (int round = 0; round < ROUNDS && (seen.isEmpty() || missed(context, seen) > 0); round++) {
      int tasks = Math.max(2, context.defaultParallelism() * TASKS_PER_CORE);
      context
          .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
          .map(task -> lookHere())
          .collect()
          .forEach(facts -> seen.put(facts.role(), facts));
    }
    return new Outcome(List.copyOf(seen.values()), missed(context, seen));
  }

  private static int missed(JavaSparkContext context, Map<String, ProcessFacts> seen) {
    // The driver is listed among the executors.
    int registered = context.sc().statusTracker().getExecutorInfos().length - 1;
    return Math.max(0, registered - seen.size());
  }

  private static ProcessFacts lookHere() {
    SparkEnv env = SparkEnv.get();
    return ProcessProbe.look("executor " + env.executorId(), LocalFolder.of(env.conf()));
  }
}
