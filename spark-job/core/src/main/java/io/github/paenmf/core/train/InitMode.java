package io.github.paenmf.core.train;

/** Where training starts. */
public enum InitMode {
  /** NNDSVD, then rounds of plain NMF, then the encoder by ridge regression. */
  NMF,
  /** NNDSVD, then the encoder by ridge regression. */
  NNDSVD,
  /** Small random weights, as the paper has it. */
  RANDOM
}
