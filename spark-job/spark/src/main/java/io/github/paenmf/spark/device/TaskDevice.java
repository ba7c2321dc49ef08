package io.github.paenmf.spark.device;

import io.github.paenmf.core.accelerator.Accelerators;
import io.github.paenmf.core.accelerator.DeviceUnavailableException;
import io.github.paenmf.core.accelerator.KernelProvider;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.pass.BlockKernel;
import io.github.paenmf.core.train.KernelPool;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/**
 * What the tasks of a pass compute on. Kernels outlive the tasks: a JVM keeps one for each task
 * that runs at the same time, of each device.
 *
 * @param gpu whether on a GPU
 * @param memoryFraction share of a GPU's memory that a task may use
 */
public record TaskDevice(boolean gpu, double memoryFraction) implements Serializable {

  private static final Map<Place, KernelPool> POOLS = new ConcurrentHashMap<>();

  /** The processor. */
  public static final TaskDevice CPU = new TaskDevice(false, 1);

  /** What kernels are kept by. */
  private record Place(int device, double memoryFraction) {}

  private static final int PROCESSOR = -1;

  /**
   * The kernels for the task that calls.
   *
   * @throws DeviceUnavailableException when this is a GPU and the task's executor has none that can
   *     be used
   */
  public KernelPool kernels() {
    int device = gpu ? deviceOfTask() : PROCESSOR;
    return POOLS.computeIfAbsent(
        new Place(device, memoryFraction), place -> new KernelPool(() -> kernel(place)));
  }

  private static BlockKernel kernel(Place place) {
    return place.device == PROCESSOR
        ? new CpuKernel()
        : provider().create(place.device, place.memoryFraction);
  }

  private static KernelProvider provider() {
    Accelerators.Found found = Accelerators.find();
    if (!found.availability().usable()) {
      throw new DeviceUnavailableException(
          "an executor has no GPU that can be used: " + found.availability().reason());
    }
    return found.provider();
  }

  /** Number of the GPU that Spark gave this task; 0 where Spark gives none, as in local mode. */
  static int deviceOfTask() {
    TaskContext task = TaskContext.get();
    ResourceInformation given = task == null ? null : task.resourcesJMap().get("gpu");
    return given == null || given.addresses().length == 0 ? 0 : number(given.addresses()[0]);
  }

  /**
   * The number of an address.
   *
   * @throws DeviceUnavailableException when it is none
   */
  static int number(String address) {
    try {
      return Integer.parseInt(address.strip());
    } catch (NumberFormatException e) {
      throw new DeviceUnavailableException(
          "the GPU's address is \"%s\", expected a number as submit/gpu-discovery prints"
              .formatted(address));
    }
  }
}
