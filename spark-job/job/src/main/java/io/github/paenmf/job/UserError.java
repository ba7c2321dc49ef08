package io.github.paenmf.job;

/** Something that the user's input or options have to change; ends the program with exit code 2. */
public class UserError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What was found, where, and what was expected. */
  public UserError(String message) {
    super(message);
  }

  /** As {@link #UserError(String)}, with what lies behind it. */
  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
