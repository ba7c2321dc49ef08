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

  /**
   * Throws the exception of this kind among the causes of a failed job, or the failure itself when
   * there is none.
   *
   * @param failure whatever a job threw; Spark throws checked exceptions that its methods do not
   *     declare
   * @return never; for the caller's {@code throw}
   */
  public static RuntimeException rethrow(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidRowException found) {
        throw found;
      }
    }
    return InvalidRowException.<RuntimeException>undeclared(failure);
  }

  @SuppressWarnings(
      "unchecked") // The cast is erased: it is how Java throws what Scala did not declare.
  private static <E extends Throwable> RuntimeException undeclared(Throwable failure) throws E {
    throw (E) failure;
  }
}
