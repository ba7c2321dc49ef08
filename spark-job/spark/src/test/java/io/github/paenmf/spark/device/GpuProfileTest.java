package io.github.paenmf.spark.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.core.accelerator.DeviceUnavailableException;
import org.apache.spark.SparkConf;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.TaskResourceProfile;
import org.junit.jupiter.api.Test;

class GpuProfileTest {

  private static SparkConf conf() {
    return new SparkConf(false)
        .set("spark.executor.resource.gpu.amount", "2")
        .set(GpuConf.TASK_AMOUNT, "0.25")
        .set("spark.task.cpus", "3");
  }

  @Test
  void withoutDynamicAllocationTasksAskForAShareOfWhatExecutorsHave() {
    ResourceProfile profile = GpuProfile.build(conf(), GpuConf.of(conf()));

    assertThat(profile).isInstanceOf(TaskResourceProfile.class);
    assertThat(profile.taskResourcesJMap().get("gpu").amount()).isEqualTo(0.25);
    assertThat(profile.taskResourcesJMap().get("cpus").amount()).isEqualTo(3);
  }

  @Test
  void withDynamicAllocationExecutorsAreAskedFor() {
    SparkConf conf =
        conf()
            .set("spark.dynamicAllocation.enabled", "true")
            .set("spark.executor.memory", "3g")
            .set("spark.executor.cores", "4")
            .remove("spark.executor.resource.gpu.amount")
            .set(GpuConf.EXECUTOR_AMOUNT, "1")
            .set(GpuConf.DISCOVERY_SCRIPT, "/opt/gpu-discovery");
    ResourceProfile profile = GpuProfile.build(conf, GpuConf.of(conf));

    assertThat(profile).isNotInstanceOf(TaskResourceProfile.class);
    assertThat(profile.executorResourcesJMap().get("gpu").amount()).isEqualTo(1);
    assertThat(profile.executorResourcesJMap().get("gpu").discoveryScript())
        .isEqualTo("/opt/gpu-discovery");
    assertThat(profile.executorResourcesJMap().get("cores").amount()).isEqualTo(4);
    assertThat(profile.executorResourcesJMap().get("memory").amount()).isEqualTo(3072);
  }

  @Test
  void sparksOwnTaskAmountHoldsForEveryTask() {
    SparkConf conf =
        new SparkConf(false)
            .set("spark.executor.resource.gpu.amount", "1")
            .set("spark.task.resource.gpu.amount", "0.5");

    assertThat(GpuConf.of(conf)).isEqualTo(new GpuConf(1, 0.5, true, ""));
    assertThat(GpuConf.of(conf).memoryFraction()).isEqualTo(0.5);
  }

  @Test
  void anAmountIsAShareOrAWholeNumber() {
    for (String amount : new String[] {"0", "-1", "1.5", "many"}) {
      SparkConf conf = conf().set(GpuConf.TASK_AMOUNT, amount);
      assertThatThrownBy(() -> GpuConf.of(conf))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(amount)
          .hasMessageContaining(GpuConf.TASK_AMOUNT);
    }
    assertThat(GpuConf.of(conf().set(GpuConf.TASK_AMOUNT, "2")).memoryFraction()).isEqualTo(1);
  }

  @Test
  void anAddressIsANumber() {
    assertThat(TaskDevice.number(" 7")).isEqualTo(7);
    assertThatThrownBy(() -> TaskDevice.number("GPU-1f"))
        .isInstanceOf(DeviceUnavailableException.class)
        .hasMessageContaining("GPU-1f");
  }
}
