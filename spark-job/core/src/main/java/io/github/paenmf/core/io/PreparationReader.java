package io.github.paenmf.core.io;

import java.util.Optional;

/** Repeats stages of a Spark ML pipeline without Spark. */
@FunctionalInterface
public interface PreparationReader {

  /** Knows no stage. */
  PreparationReader NONE = stage -> Optional.empty();

  /**
   * What the stage does to a row, or empty when this reader does not know the stage.
   *
   * @throws IllegalArgumentException when the stage's params are not what they should be
   */
  Optional<RowPreparation> read(PreparationStage stage);
}
