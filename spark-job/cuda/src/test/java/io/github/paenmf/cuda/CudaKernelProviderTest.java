package io.github.paenmf.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.paenmf.core.accelerator.Accelerators;
import io.github.paenmf.core.accelerator.DeviceChoice;
import io.github.paenmf.core.accelerator.DeviceKind;
import io.github.paenmf.core.accelerator.DeviceUnavailableException;
import org.junit.jupiter.api.Test;

class CudaKernelProviderTest {

  @Test
  void itIsFoundAndSaysWhatItFound() {
    Accelerators.Found found = Accelerators.find();

    assertThat(found.provider()).isInstanceOf(CudaKernelProvider.class);
    assertThat(found.availability().reason()).isNotBlank();
  }

  @Test
  void withoutADeviceItSaysWhyAndRefuses() {
    Accelerators.Found found = Accelerators.find();
    assumeFalse(found.availability().usable(), "this machine has a GPU");

    assertThat(found.availability().reason()).containsIgnoringCase("cuda");
    assertThatThrownBy(() -> found.provider().create(0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(found.availability().reason());
    assertThat(DeviceChoice.of(DeviceKind.AUTO, found.availability()))
        .isEqualTo(new DeviceChoice(false, found.availability().reason()));
    assertThatThrownBy(() -> DeviceChoice.of(DeviceKind.GPU, found.availability()))
        .isInstanceOf(DeviceUnavailableException.class)
        .hasMessageContaining("no GPU can be used")
        .hasMessageContaining(found.availability().reason());
  }
}
