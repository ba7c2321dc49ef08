package io.github.paenmf.core.plain;

import java.util.List;

/**
 * What a fit leaves behind.
 *
 * @param model the parts
 * @param figures on the training rows
 * @param history a line a round
 * @param passes passes over the data, those that find a start and the figures included
 */
public record NmfFit(FittedNmf model, NmfFigures figures, List<NmfRecord> history, int passes) {

  /** Copies the history. */
  public NmfFit {
    history = List.copyOf(history);
  }
}
