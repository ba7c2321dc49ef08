package io.github.paenmf.core.io;

import io.github.paenmf.core.fitted.RowScore;
import io.github.paenmf.core.fitted.RowScorer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Scores rows with a stored model: no Spark, no session, one row a call. Keeps work arrays; used by
 * one thread at a time.
 */
public final class StandaloneScorer {

  private final LoadedModel model;
  private final RowScorer scorer;

  /** For a model that is loaded already. */
  public StandaloneScorer(LoadedModel model) {
    this.model = model;
    this.scorer = new RowScorer(model.stored().model());
  }

  /** Loads a model as {@link StandaloneModel#load(Path)} does. */
  public static StandaloneScorer load(Path folder) throws IOException {
    return new StandaloneScorer(StandaloneModel.load(folder));
  }

  /** Loads a model and the stages before it. */
  public static StandaloneScorer load(Path folder, PreparationReader reader) throws IOException {
    return new StandaloneScorer(StandaloneModel.load(folder, reader));
  }

  /** The model. */
  public StoredModel model() {
    return model.stored();
  }

  /**
   * Scores a row, with its negativeElbo.
   *
   * @param row one value a feature, in the units of the table that was fitted; prepared here
   * @throws IllegalArgumentException when a value is negative or not finite once prepared, or the
   *     length is not the model's
   */
  public RowScore score(double[] row) {
    return score(row, null);
  }

  /**
   * Scores a row with extra inputs, with its negativeElbo.
   *
   * @param row as for {@link #score(double[])}
   * @param exogenous extra inputs as they are, or null when the model has none
   * @throws IllegalArgumentException as for {@link #score(double[])}, and when an extra input is
   *     not finite or their number is not the model's
   */
  public RowScore score(double[] row, double[] exogenous) {
    double[] prepared = model.prepare(row);
    float[] values = new float[prepared.length];
    for (int t = 0; t < values.length; t++) {
      values[t] = (float) prepared[t];
      if (!(values[t] >= 0) || values[t] > Float.MAX_VALUE) {
        throw new IllegalArgumentException(
            "%s is %s, expected a finite number, at least 0".formatted(name(t), prepared[t]));
      }
    }
    if (values.length != model.stored().model().features()) {
      throw new IllegalArgumentException(
          "a row has %d values, the model has %d features"
              .formatted(values.length, model.stored().model().features()));
    }
    return scorer.score(null, values, exogenous == null ? null : narrow(exogenous), true);
  }

  /** Scores a row of float32 values. */
  public RowScore score(float[] row) {
    double[] values = new double[row.length];
    for (int t = 0; t < values.length; t++) {
      values[t] = row[t];
    }
    return score(values);
  }

  private static float[] narrow(double[] exogenous) {
    float[] inputs = new float[exogenous.length];
    for (int e = 0; e < inputs.length; e++) {
      inputs[e] = (float) exogenous[e];
      if (!Float.isFinite(inputs[e])) {
        throw new IllegalArgumentException(
            "extra input %d is %s, expected a finite number".formatted(e, exogenous[e]));
      }
    }
    return inputs;
  }

  private String name(int feature) {
    String[] names = model.stored().featureNames();
    return names == null || feature >= names.length
        ? "feature " + feature
        : "feature " + feature + " (" + names[feature] + ")";
  }
}
