package io.github.paenmf.core.train;

/** What turns the statistics of a round into the next weights. */
public enum SolverKind {
  /**
   * Newton steps on the encoder, alternating least squares on the parts, heavy-ball momentum on
   * both.
   */
  NEWTON,
  /** Adam on the encoder, alternating least squares on the parts. */
  ADAM,
  /** Plain gradient descent on everything, parts projected to be non-negative. */
  GRADIENT_DESCENT,
  /** Limited-memory BFGS on everything at once, parts projected to be non-negative. */
  LBFGS
}
