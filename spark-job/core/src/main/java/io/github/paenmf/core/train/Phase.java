package io.github.paenmf.core.train;

/** Where a fit stands. */
public enum Phase {
  /** Column sums, norm and weight of the table. */
  SUMMARY,
  /** Randomised range finder. */
  RANGE,
  /** NNDSVD start of the parts, whitening of the encoder's input. */
  START,
  /** Rounds of plain NMF. */
  WARM,
  /** The encoder from the coefficients of plain NMF by ridge regression. */
  RIDGE,
  /** Gradient rounds. */
  TRAIN,
  /** The exact figures of the fitted model. */
  EVALUATE,
  /** Nothing left to do. */
  DONE
}
