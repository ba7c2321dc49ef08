package io.github.paenmf.spark.device;

import io.github.paenmf.core.accelerator.Accelerators;
import io.github.paenmf.core.accelerator.Availability;
import io.github.paenmf.core.accelerator.DeviceChoice;
import io.github.paenmf.core.accelerator.DeviceKind;
import io.github.paenmf.core.accelerator.KernelProvider;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.pass.BlockKernel;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.resource.ResourceProfile;

/**
 * What the passes of a fit or an evaluation are computed on, decided before the first of them.
 *
 * @param choice which device, and why
 * @param task the same for the tasks
 * @param profile of the stages that need it, or null for the default one
 */
public record DevicePlan(DeviceChoice choice, TaskDevice task, ResourceProfile profile) {

  /** Threads that share the driver's GPU: one computes while the other fetches. */
  private static final int DRIVER_THREADS = 2;

  /** On processors, as asked for. */
  public static DevicePlan processors() {
    return new DevicePlan(new DeviceChoice(false, "asked for"), TaskDevice.CPU, null);
  }

  /**
   * For rows on the executors. Where settings promise GPUs, one executor is asked whether it can
   * use its own.
   *
   * @param asked what the user asks for
   * @throws io.github.paenmf.core.accelerator.DeviceUnavailableException when a GPU is asked for
   *     and there is none
   */
  public static DevicePlan ofExecutors(SparkContext context, DeviceKind asked) {
    if (asked == DeviceKind.CPU) {
      return processors();
    }
    GpuConf gpu = GpuConf.of(context.getConf());
    if (context.isLocal()) {
      DeviceChoice choice = DeviceChoice.of(asked, Accelerators.find().availability());
      double fraction = 1.0 / Math.max(1, context.defaultParallelism());
      return new DevicePlan(choice, task(choice, fraction), null);
    }
    if (gpu.executorAmount() == 0) {
      Availability none =
          new Availability(
              0, "executors have no GPU: " + GpuConf.SPARK_EXECUTOR_AMOUNT + " is not set");
      return new DevicePlan(DeviceChoice.of(asked, none), TaskDevice.CPU, null);
    }
    ResourceProfile profile = GpuProfile.of(context, gpu);
    DeviceChoice choice = DeviceChoice.of(asked, probe(context, profile));
    return new DevicePlan(
        choice, task(choice, gpu.memoryFraction()), choice.gpu() ? profile : null);
  }

  /**
   * For rows in the driver's own memory.
   *
   * @param asked what the user asks for
   * @throws io.github.paenmf.core.accelerator.DeviceUnavailableException when a GPU is asked for
   *     and there is none
   */
  public static DevicePlan ofDriver(DeviceKind asked) {
    if (asked == DeviceKind.CPU) {
      return processors();
    }
    DeviceChoice choice = DeviceChoice.of(asked, Accelerators.find().availability());
    return new DevicePlan(choice, task(choice, 1.0 / DRIVER_THREADS), null);
  }

  private static TaskDevice task(DeviceChoice choice, double fraction) {
    return choice.gpu() ? new TaskDevice(true, fraction) : TaskDevice.CPU;
  }

  /** What an executor says about its GPUs. */
  private static Availability probe(SparkContext context, ResourceProfile profile) {
    context.setJobDescription("PAE-NMF: looking for GPUs");
    try {
      return scheduled(
              JavaSparkContext.fromSparkContext(context)
                  .parallelize(List.of(0), 1)
                  .map(one -> Accelerators.find().availability()),
              profile)
          .collect()
          .get(0);
    } finally {
      context.setJobDescription(null);
    }
  }

  /** The RDD, its stage asking for what this plan needs. */
  public <T> JavaRDD<T> scheduled(JavaRDD<T> rdd) {
    return scheduled(rdd, profile);
  }

  private static <T> JavaRDD<T> scheduled(JavaRDD<T> rdd, ResourceProfile profile) {
    return profile == null ? rdd : rdd.withResources(profile);
  }

  /** Makes kernels for the driver's threads. */
  public Supplier<BlockKernel> driverKernels(SparkContext context) {
    if (!choice.gpu()) {
      return CpuKernel::new;
    }
    KernelProvider provider = Accelerators.find().provider();
    ResourceInformation given = context.resources().get("gpu").getOrElse(() -> null);
    int device =
        given == null || given.addresses().length == 0
            ? 0
            : TaskDevice.number(given.addresses()[0]);
    return () -> provider.create(device, task.memoryFraction());
  }

  /** Threads for rows in the driver's memory. */
  public int driverThreads() {
    return choice.gpu() ? DRIVER_THREADS : Runtime.getRuntime().availableProcessors();
  }
}
