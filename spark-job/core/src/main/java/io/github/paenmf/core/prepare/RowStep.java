package io.github.paenmf.core.prepare;

import java.io.Serializable;
import java.util.Map;

/**
 * One fitted step of preparation, applied to each data point by itself. Steps are immutable; they
 * never change the row that they are given.
 */
public sealed interface RowStep extends Serializable
    permits FillMissing,
        DropMissing,
        FeatureScaling,
        LibrarySize,
        Log1p,
        PointScaling,
        SelectFeatures,
        TableScaling {

  /** The name under which {@link #describe()} is read back. */
  String kind();

  /** The data point after this step. */
  RowValues apply(RowValues row);

  /**
   * The way back to the units before this step, for reconstructed and generated rows.
   *
   * @param after a row in the units after this step
   * @param before the row that this step was applied to, from which factors of that one point are
   *     taken again; {@code null} when there is none, then such factors are 1
   */
  RowValues undo(RowValues after, RowValues before);

  /** Whether {@link #undo} takes a factor from the point itself, which a new row does not have. */
  default boolean ownFactor() {
    return false;
  }

  /** Whether this data point stays in the table. */
  default boolean keeps(RowValues row) {
    return true;
  }

  /** Number of features after this step. */
  default int outputSize(int inputSize) {
    return inputSize;
  }

  /**
   * This step as strings, numbers and lists of them, {@code kind} first; {@link RowSteps#of} reads
   * it back.
   */
  Map<String, Object> describe();
}
