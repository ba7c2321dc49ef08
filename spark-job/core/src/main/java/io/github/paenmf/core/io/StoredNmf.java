package io.github.paenmf.core.io;

import io.github.paenmf.core.plain.FittedNmf;
import io.github.paenmf.core.plain.NmfFigures;
import io.github.paenmf.core.plain.NmfRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that is stored of a fit of plain NMF.
 *
 * @param model the parts
 * @param featureNames m names, or null when the features have none
 * @param figures on the training rows
 * @param history a line a round
 * @param params what the fit was told, as values that JSON has
 * @param provenance where the model comes from
 */
public record StoredNmf(
    FittedNmf model,
    String[] featureNames,
    NmfFigures figures,
    List<NmfRecord> history,
    Map<String, Object> params,
    Provenance provenance) {

  /**
   * Checks that the parts belong together.
   *
   * @throws IllegalArgumentException when they do not, or a param is not a value that JSON has
   */
  public StoredNmf {
    Objects.requireNonNull(provenance, "provenance");
    history = List.copyOf(history);
    params = PlainValues.copy(params);
    if (featureNames != null
        && (featureNames.length != model.features()
            || Arrays.asList(featureNames).contains(null))) {
      throw new IllegalArgumentException(
          "%d feature names, some perhaps null, for %d features"
              .formatted(featureNames.length, model.features()));
    }
    if (figures.rank() != model.rank() || figures.features() != model.features()) {
      throw new IllegalArgumentException(
          "figures of rank %d and %d features, the model has %d and %d"
              .formatted(figures.rank(), figures.features(), model.rank(), model.features()));
    }
  }
}
