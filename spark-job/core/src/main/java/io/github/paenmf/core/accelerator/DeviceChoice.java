package io.github.paenmf.core.accelerator;

import java.io.Serializable;

/**
 * Which device was taken, and why.
 *
 * @param gpu whether passes are computed on a GPU
 * @param why in words for a user
 */
public record DeviceChoice(boolean gpu, String why) implements Serializable {

  /**
   * What is taken of what there is.
   *
   * @param asked what the user asks for
   * @param availability of a GPU where the passes run
   * @throws DeviceUnavailableException when a GPU is asked for and there is none
   */
  public static DeviceChoice of(DeviceKind asked, Availability availability) {
    return switch (asked) {
      case CPU -> new DeviceChoice(false, "asked for");
      case GPU -> {
        if (!availability.usable()) {
          throw new DeviceUnavailableException(
              "device gpu was asked for, but no GPU can be used: " + availability.reason());
        }
        yield new DeviceChoice(true, "asked for; " + availability.reason());
      }
      case AUTO -> new DeviceChoice(availability.usable(), availability.reason());
    };
  }

  /** {@code gpu} or {@code cpu}. */
  public String device() {
    return gpu ? "gpu" : "cpu";
  }
}
