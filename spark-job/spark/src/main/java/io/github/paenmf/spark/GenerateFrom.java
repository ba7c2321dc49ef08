package io.github.paenmf.spark;

/** Where the latents of new rows come from. */
public enum GenerateFrom {
  /** The posterior of a random training row, of those that the model keeps. */
  AGGREGATE,
  /** The prior. */
  PRIOR
}
