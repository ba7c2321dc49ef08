package io.github.paenmf.spark.source;

/** Scored blocks have to be made again, but the whitening that made them is not sent out. */
final class ScoresLostException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  ScoresLostException() {
    super("cached scores were lost");
  }

  /** Whether a job failed for this reason; of a task's exception Spark keeps the text alone. */
  static boolean isCauseOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ScoresLostException
          || String.valueOf(cause.getMessage()).contains(ScoresLostException.class.getName())) {
        return true;
      }
    }
    return false;
  }
}
