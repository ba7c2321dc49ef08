package io.github.paenmf.spark.data;

/**
 * A row that is not a data point: missing, of the wrong length, or with a value that is not a
 * number of at least 0.
 */
public final class InvalidRowException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** With what was found and what was expected. */
  public InvalidRowException(String message) {
    super(message);
  }

  /** The exception of this kind among the causes, or the original when there is none. */
  public static RuntimeException unwrap(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidRowException found) {
        return found;
      }
    }
    return failure;
  }
}
