package io.github.paenmf.job.command;

import io.github.paenmf.job.UserError;
import io.github.paenmf.spark.PaeNmf;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What one fit goes on from, and what it leaves for another to go on from. */
final class ContinuationOptions {

  @Option(
      names = "--initial-model",
      paramLabel = "DIR",
      description =
          "go on from this model; rows are prepared as in its fit, rank and columns are the same")
  private String initialModel;

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description =
          "folder that the state of the fit is saved in, to go on after a crash or Ctrl-C; removed"
              + " when the model is saved")
  private String checkpoint;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "N",
      description = "passes over the data between two checkpoints (default: 10)")
  private Integer checkpointInterval;

  @Option(
      names = "--resume",
      description = "go on from the newest checkpoint, with the same input and options")
  private boolean resume;

  /**
   * Looks at the options by themselves.
   *
   * @throws UserError when one is out of its domain or misses another
   */
  void check() {
    if (checkpoint == null && (resume || checkpointInterval != null)) {
      throw new UserError(
          (resume ? "--resume" : "--checkpoint-interval") + ": expected --checkpoint DIR with it");
    }
    FitOptions.require(
        "--checkpoint-interval", checkpointInterval, new PaeNmf().checkpointInterval());
  }

  /** Folder of the model to go on from, or null. */
  String initialModel() {
    return initialModel;
  }

  /** Whether a fit that is stopped can go on later. */
  boolean savesCheckpoints() {
    return checkpoint != null;
  }

  /** The estimator with these settings; its model to go on from is the command's own matter. */
  PaeNmf applyTo(PaeNmf estimator) {
    Optional.ofNullable(checkpoint).ifPresent(estimator::setCheckpointDir);
    Optional.ofNullable(checkpointInterval).ifPresent(estimator::setCheckpointInterval);
    return estimator.setResume(resume);
  }
}
