package io.github.paenmf.cuda.device;

/** The device has not enough memory left; nothing was changed. */
public final class DeviceMemoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what was asked for. */
  public DeviceMemoryException(String message) {
    super(message);
  }
}
