package io.github.paenmf.core.io;

import java.io.IOException;

/** A file of a stored model is not what it should be. The message names the file. */
public class ModelFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong.
   *
   * @param file the file's name
   * @param problem what was found and what was expected
   */
  public ModelFormatException(String file, String problem) {
    super(file + ": " + problem);
  }

  /** The same with the cause. */
  public ModelFormatException(String file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
