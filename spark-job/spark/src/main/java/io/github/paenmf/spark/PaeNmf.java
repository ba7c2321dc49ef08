package io.github.paenmf.spark;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.PosteriorPass;
import io.github.paenmf.core.fitted.StoredPosteriors;
import io.github.paenmf.core.train.Trainer;
import io.github.paenmf.core.train.TrainingParams;
import io.github.paenmf.core.train.TrainingResult;
import io.github.paenmf.spark.data.ExogenousReader;
import io.github.paenmf.spark.data.FeatureNames;
import io.github.paenmf.spark.data.FeatureReader;
import io.github.paenmf.spark.data.InvalidRowException;
import io.github.paenmf.spark.source.SourceChoice;
import java.util.Objects;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Probabilistic non-negative matrix factorisation by a variational autoencoder with Weibull latents
 * (Squires, Prugel-Bennett and Niranjan, arXiv 1906.05912): each row v of m non-negative values
 * becomes r coefficients h with a Weibull posterior, and v is about W_f h with non-negative parts
 * W_f.
 *
 * <p>Unless told otherwise the Gaussian error variance is learned and the exact objective is
 * trained, in expectation over the posterior.
 */
public final class PaeNmf extends Estimator<PaeNmfModel>
    implements PaeNmfParams<PaeNmf>, DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;
  private final PaeNmfParamSet declared;

  /** With a random uid. */
  public PaeNmf() {
    this(Identifiable$.MODULE$.randomUID("paenmf"));
  }

  /** With this uid. */
  public PaeNmf(String uid) {
    this.uid = uid;
    this.declared = new PaeNmfParamSet(this);
    declared.setDefaults(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public PaeNmfParamSet declared() {
    return declared;
  }

  @Override
  public PaeNmf self() {
    return this;
  }

  /**
   * Fits.
   *
   * @throws InvalidRowException when a row is not a data point and {@code handleInvalid} is {@code
   *     error}
   * @throws IllegalArgumentException when the rank is above the smaller side of the table, params
   *     contradict each other, or {@link #initialModel} does not fit the rows
   */
  @Override
  public PaeNmfModel fit(Dataset<?> dataset) {
    checkSettings();
    return fit(
        dataset,
        getInitialModel().isEmpty()
            ? null
            : InitialModel.load(dataset.sparkSession(), getInitialModel()));
  }

  /**
   * Fits from a model of the same columns and rank, on the same or on new rows: range finder and
   * plain NMF are left out.
   *
   * @param initial where training starts, instead of {@link #initialModel}
   * @param dataset the rows
   * @throws InvalidRowException when a row is not a data point and {@code handleInvalid} is {@code
   *     error}
   * @throws IllegalArgumentException when the model is not of the rows' columns, the rank or the
   *     activation asked for, or params contradict each other
   */
  public PaeNmfModel fitFrom(PaeNmfModel initial, Dataset<?> dataset) {
    return fit(dataset, Objects.requireNonNull(initial, "initial"));
  }

  /**
   * Checks params against each other, which {@code fit} does first.
   *
   * @throws IllegalArgumentException when they contradict each other
   */
  public void checkSettings() {
    TrainingSettings.of(this);
  }

  private PaeNmfModel fit(Dataset<?> dataset, PaeNmfModel initial) {
    transformSchema(dataset.schema());
    TrainingParams params = TrainingSettings.of(this);
    String[] names = FeatureNames.of(dataset.schema().apply(getFeaturesCol())).orElse(null);
    try (SourceChoice.Chosen chosen =
        TableRows.of(
            this,
            dataset,
            new FeatureReader(-1, names),
            new ExogenousReader(getExogenousCol(), -1))) {
      FitProgress progress = new FitProgress(params, chosen);
      long start = System.nanoTime();
      Trainer trainer = new Trainer(params, progress);
      TrainingResult result =
          initial == null
              ? trainer.fit(chosen.source(), chosen.size().exogenous())
              : InitialModel.fit(initial, names, params, trainer, chosen);
      double seconds = (System.nanoTime() - start) / 1e9;
      PaeNmfModel model = model(params, result, seconds, chosen, names);
      progress.done(model.summary());
      return model;
    } catch (Exception e) {
      throw InvalidRowException.rethrow(e);
    }
  }

  /**
   * The model of a fit with these params, which are those of this estimator.
   *
   * @param trainingSeconds what the fit has taken so far
   */
  PaeNmfModel model(
      TrainingParams params,
      TrainingResult result,
      double trainingSeconds,
      SourceChoice.Chosen chosen,
      String[] names) {
    long start = System.nanoTime();
    FittedModel fitted =
        FittedModel.of(result.weights(), result.whitening(), params.latent(), params.klWeight());
    StoredPosteriors kept = keep(fitted, chosen);
    PaeNmfSummary summary =
        new PaeNmfSummary(
            result.figures(),
            result.history(),
            result.rounds(),
            result.passes() + (getStoredRows() > 0 ? 1 : 0),
            trainingSeconds + (System.nanoTime() - start) / 1e9,
            result.partitions(),
            result.source(),
            chosen.why(),
            result.backend(),
            "%016x".formatted(chosen.size().fingerprint()));
    PaeNmfModel model = new PaeNmfModel(uid, fitted, names, summary, kept);
    return copyValues(model.setParent(this), new ParamMap());
  }

  private StoredPosteriors keep(FittedModel fitted, SourceChoice.Chosen chosen) {
    if (getStoredRows() == 0) {
      return StoredPosteriors.none(fitted.rank());
    }
    return chosen
        .source()
        .run(
            new PosteriorPass(fitted, getSeed(), getStoredRows(), chosen.size().rows()),
            "posteriors of the rows to keep")
        .stored();
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return OutputColumns.of(this).schema(schema, getRank(), -1, null);
  }

  @Override
  public PaeNmf copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads an estimator that was saved. */
  public static MLReader<PaeNmf> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads an estimator from a folder. */
  public static PaeNmf load(String path) {
    return read().load(path);
  }

  @Override
  public String toString() {
    return "PaeNmf: uid=%s, rank=%d".formatted(uid, getRank());
  }
}
