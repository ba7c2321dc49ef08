package io.github.paenmf.core.train;

/** How long a step of gradient descent is. */
public enum LineSearch {
  /** Always the step size. */
  FIXED,
  /** Shortened until the objective falls enough, each trial a round; then a longer first trial. */
  BACKTRACKING
}
