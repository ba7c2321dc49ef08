package io.github.paenmf.spark;

/** A fit was asked to stop, and did so between two passes. The message says how to go on. */
public final class FitStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FitStoppedException(String message) {
    super(message);
  }
}
