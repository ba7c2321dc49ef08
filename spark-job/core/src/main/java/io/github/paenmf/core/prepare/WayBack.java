package io.github.paenmf.core.prepare;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The way back from the units that a model reads to those of the table that was prepared for it.
 * Features that were dropped on the way stay out.
 */
public final class WayBack implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ArrayList<RowStep> steps;

  /**
   * Through these steps.
   *
   * @param steps of the preparation, in the order in which they were applied
   */
  public WayBack(List<RowStep> steps) {
    this.steps = new ArrayList<>(steps);
  }

  /** Kinds of the steps whose factor a row that was not prepared by them does not have. */
  public List<String> withoutFactor() {
    return steps.stream().filter(RowStep::ownFactor).map(RowStep::kind).toList();
  }

  /**
   * The features that are left, as positions among those before the first step.
   *
   * @param size number of features before the first step
   */
  public int[] features(int size) {
    int[] left = new int[size];
    for (int j = 0; j < size; j++) {
      left[j] = j;
    }
    for (RowStep step : steps) {
      if (step instanceof SelectFeatures selection) {
        int[] kept = selection.kept();
        for (int j = 0; j < kept.length; j++) {
          kept[j] = left[kept[j]];
        }
        left = kept;
      }
    }
    return left;
  }

  /**
   * A row in the units before the first step.
   *
   * @param after one value a feature that is left
   * @param before a row as it was before the first step, whose own factors are taken; null when
   *     there is none, then those factors are 1
   * @return one value a feature that is left
   */
  public double[] undo(double[] after, RowValues before) {
    List<RowValues> states = new ArrayList<>();
    RowValues state = before;
    for (RowStep step : steps) {
      states.add(state);
      state = state == null ? null : step.apply(state);
    }
    RowValues row = RowValues.dense(after);
    for (int i = steps.size() - 1; i >= 0; i--) {
      row = steps.get(i).undo(row, states.get(i));
    }
    // Dropped features come back as values that are not stored.
    return row.values();
  }
}
