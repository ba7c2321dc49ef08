package io.github.paenmf.core.accelerator;

/** What a user asks passes to be computed on. */
public enum DeviceKind {
  /** A GPU where one can be used, the processor otherwise. */
  AUTO,
  /** The processor. */
  CPU,
  /** A GPU; it is an error when there is none. */
  GPU
}
