package io.github.paenmf.spark.plan;

/** A fit is sure to run into a limit of the cluster; the message names the setting to change. */
public class LimitException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** With what is needed, what there is, and the setting. */
  public LimitException(String message) {
    super(message);
  }
}
