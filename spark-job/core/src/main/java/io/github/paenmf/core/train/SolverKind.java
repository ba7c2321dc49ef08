package io.github.paenmf.core.train;

/** What turns the statistics of a round into the next weights. */
public enum SolverKind {
  /** Newton steps. */
  NEWTON,
  /** Adam on the encoder, hierarchical alternating least squares on the parts. */
  ADAM,
  /** Plain gradient descent with a fixed step on everything, parts projected to be non-negative. */
  GRADIENT_DESCENT
}
