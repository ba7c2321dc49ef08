package io.github.paenmf.spark.device;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.resource.ExecutorResourceRequests;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;

/**
 * The profile by which the stages of a pass, and no others, ask for GPUs. With dynamic allocation
 * it asks for executors of their own; without, for a share of the GPUs that the executors have.
 * Local mode has no profiles. An application has one, reused by every fit.
 */
final class GpuProfile {

  private static final Map<String, ResourceProfile> BUILT = new ConcurrentHashMap<>();

  private GpuProfile() {}

  /**
   * The profile, or null where Spark's default one does: in local mode, or when every task has a
   * GPU.
   */
  static ResourceProfile of(SparkContext context, GpuConf gpu) {
    if (context.isLocal() || gpu.everyTask()) {
      return null;
    }
    // An application ends before the next one of this JVM starts.
    BUILT.keySet().removeIf(application -> !application.equals(context.applicationId()));
    return BUILT.computeIfAbsent(
        context.applicationId(), application -> build(context.getConf(), gpu));
  }

  static ResourceProfile build(SparkConf conf, GpuConf gpu) {
    ResourceProfileBuilder builder = new ResourceProfileBuilder();
    builder.require(
        new TaskResourceRequests()
            .cpus(conf.getInt("spark.task.cpus", 1))
            .resource("gpu", gpu.taskAmount()));
    if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      ExecutorResourceRequests executor =
          new ExecutorResourceRequests()
              .resource("gpu", gpu.executorAmount(), gpu.discoveryScript(), "");
      if (conf.contains("spark.executor.cores")) {
        executor.cores(conf.getInt("spark.executor.cores", 1));
      }
      if (conf.contains("spark.executor.memory")) {
        executor.memory(conf.get("spark.executor.memory"));
      }
      if (conf.contains("spark.executor.memoryOverhead")) {
        executor.memoryOverhead(conf.get("spark.executor.memoryOverhead"));
      }
      builder.require(executor);
    }
    // Without requests for executors Spark makes a task profile of it.
    return builder.build();
  }
}
