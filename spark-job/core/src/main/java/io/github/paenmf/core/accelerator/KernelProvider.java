package io.github.paenmf.core.accelerator;

import io.github.paenmf.core.pass.BlockKernel;

/**
 * Makes kernels that compute on an accelerator. Found by {@link java.util.ServiceLoader}; its jar
 * is optional.
 */
public interface KernelProvider {

  /** What it computes on, such as {@code cuda}. */
  String name();

  /** Whether this JVM can use it, and why not if it can't. Never throws; may take a second. */
  Availability availability();

  /**
   * A kernel on one device.
   *
   * @param device number of the device, from 0
   * @param memoryFraction share of the device's memory that it may use, in (0, 1]
   * @throws IllegalStateException when that device can't be used
   */
  BlockKernel create(int device, double memoryFraction);
}
