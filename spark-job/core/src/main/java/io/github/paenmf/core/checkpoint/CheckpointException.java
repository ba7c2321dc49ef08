package io.github.paenmf.core.checkpoint;

/**
 * A folder of checkpoints does not fit what is asked for: it belongs to another fit, holds one
 * already, or none of its checkpoints can be read. The message says what to change.
 */
public class CheckpointException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** With what was found and what was expected. */
  public CheckpointException(String message) {
    super(message);
  }

  /** The same with the cause. */
  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
