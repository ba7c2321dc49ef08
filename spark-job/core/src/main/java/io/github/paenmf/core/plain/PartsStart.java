package io.github.paenmf.core.plain;

/** Where the parts start. */
public enum PartsStart {
  /** From singular vectors ({@link io.github.paenmf.core.nmf.Nndsvd}). */
  NNDSVD,
  /** Uniform at random, with the mean of the table. */
  RANDOM
}
