package io.github.paenmf.core.linalg;

/** A matrix that had to be positive definite is not, or not clearly enough for its rounding. */
public final class NotPositiveDefiniteException extends ArithmeticException {

  private static final long serialVersionUID = 1L;

  NotPositiveDefiniteException(int pivot, int n, double value) {
    super(
        "matrix of %d x %d is not positive definite: pivot %d is %s; a larger ridge is needed"
            .formatted(n, n, pivot, value));
  }
}
