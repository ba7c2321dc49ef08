package io.github.paenmf.core.accelerator;

/** A GPU was asked for and there is none that can be used. */
public final class DeviceUnavailableException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** With what is missing. */
  public DeviceUnavailableException(String message) {
    super(message);
  }
}
