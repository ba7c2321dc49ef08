package io.github.paenmf.core.accelerator;

import java.io.Serializable;

/**
 * Whether an accelerator can be used.
 *
 * @param devices number of usable devices, 0 for none
 * @param reason what was found, or what is missing, in words for a user
 */
public record Availability(int devices, String reason) implements Serializable {

  /** Whether there is at least one device. */
  public boolean usable() {
    return devices > 0;
  }
}
