package io.github.paenmf.core.io;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.StoredPosteriors;
import io.github.paenmf.core.pass.ObjectiveFigures;
import io.github.paenmf.core.train.RoundRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that is stored of a fit. It comes back with the same bits, but for infinite figures, which
 * come back as NaN.
 *
 * @param model the fitted model
 * @param featureNames m names, or null when the features have none
 * @param figures exact figures on the training rows
 * @param history a line a round
 * @param params what the fit was told, as values that JSON has; whole numbers are kept as Long,
 *     others as Double
 * @param provenance where the model comes from
 * @param posteriors posteriors of some training rows
 */
public record StoredModel(
    FittedModel model,
    String[] featureNames,
    ObjectiveFigures figures,
    List<RoundRecord> history,
    Map<String, Object> params,
    Provenance provenance,
    StoredPosteriors posteriors) {

  /**
   * Checks that the parts belong together.
   *
   * @throws IllegalArgumentException when they do not, or a param is not a value that JSON has
   */
  public StoredModel {
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
    if (posteriors.rank() != model.rank()) {
      throw new IllegalArgumentException(
          "posteriors of rank %d, the model has %d".formatted(posteriors.rank(), model.rank()));
    }
    if (!model.isConsistent()) {
      throw new IllegalArgumentException(
          "the whitened weights and the encoder are of two different models");
    }
  }
}
