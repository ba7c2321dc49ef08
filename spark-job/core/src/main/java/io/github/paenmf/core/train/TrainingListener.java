package io.github.paenmf.core.train;

/** Is told how a fit goes on. */
public interface TrainingListener {

  /** Listens to nothing. */
  TrainingListener SILENT = new TrainingListener() {};

  /** After every pass. */
  default void onStep(TrainingState state) {}

  /** Something a user should know: a step that failed, a fallback taken. */
  default void onNotice(String message) {}
}
