package io.github.paenmf.core.io;

import java.util.Optional;

/** Repeats stages of a Spark ML pipeline without Spark. */
@FunctionalInterface
public interface PreparationReader {

  /** Knows no stage. */
  PreparationReader NONE = stage -> Optional.empty();

  /** Knows this project's own stages of preparation that work on a row by itself. */
  PreparationReader OWN = new RowStageReader();

  /** This reader, and another one for the stages that it does not know. */
  default PreparationReader or(PreparationReader other) {
    return stage -> {
      Optional<RowPreparation> read = read(stage);
      return read.isPresent() ? read : other.read(stage);
    };
  }

  /**
   * What the stage does to a row, or empty when this reader does not know the stage.
   *
   * @throws IllegalArgumentException when the stage's params are not what they should be
   */
  Optional<RowPreparation> read(PreparationStage stage);
}
