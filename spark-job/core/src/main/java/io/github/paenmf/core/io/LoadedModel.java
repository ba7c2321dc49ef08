package io.github.paenmf.core.io;

import java.util.List;

/**
 * A model and what is done to a row before it.
 *
 * @param stored the model
 * @param preparation stages before it, in order; empty when it reads rows as they are
 */
public record LoadedModel(StoredModel stored, List<RowPreparation> preparation) {

  /** Copies the list. */
  public LoadedModel {
    preparation = List.copyOf(preparation);
  }

  /**
   * The row as the model reads it.
   *
   * @throws IllegalArgumentException when a stage refuses the row
   */
  public double[] prepare(double[] row) {
    double[] prepared = row;
    for (RowPreparation stage : preparation) {
      prepared = stage.apply(prepared);
    }
    return prepared;
  }
}
