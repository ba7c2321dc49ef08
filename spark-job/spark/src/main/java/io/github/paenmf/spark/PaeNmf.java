package io.github.paenmf.spark;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.io.StoredPosteriors;
import io.github.paenmf.core.train.Trainer;
import io.github.paenmf.core.train.TrainingParams;
import io.github.paenmf.core.train.TrainingResult;
import io.github.paenmf.spark.data.FeatureNames;
import io.github.paenmf.spark.data.FeatureReader;
import io.github.paenmf.spark.data.InvalidRowException;
import io.github.paenmf.spark.source.SourceChoice;
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
   * @throws IllegalArgumentException when the rank is above the smaller side of the table
   */
  @Override
  public PaeNmfModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    TrainingParams params = TrainingSettings.of(this);
    String[] names = FeatureNames.of(dataset.schema().apply(getFeaturesCol())).orElse(null);
    try (SourceChoice.Chosen chosen = TableRows.of(this, dataset, new FeatureReader(-1, names))) {
      FitProgress progress = new FitProgress(params, chosen);
      long start = System.nanoTime();
      TrainingResult result = new Trainer(params, progress).fit(chosen.source());
      double seconds = (System.nanoTime() - start) / 1e9;
      PaeNmfModel model = model(params, result, seconds, chosen, names);
      progress.done(model.summary());
      return model;
    } catch (Exception e) {
      throw InvalidRowException.rethrow(e);
    }
  }

  /** The model of a fit with these params, which are those of this estimator. */
  PaeNmfModel model(
      TrainingParams params,
      TrainingResult result,
      double seconds,
      SourceChoice.Chosen chosen,
      String[] names) {
    FittedModel fitted =
        FittedModel.of(result.weights(), result.whitening(), params.latent(), params.klWeight());
    PaeNmfSummary summary =
        new PaeNmfSummary(
            result.figures(),
            result.history(),
            result.rounds(),
            result.passes(),
            seconds,
            result.partitions(),
            result.source(),
            chosen.why(),
            result.backend(),
            "%016x".formatted(chosen.size().fingerprint()));
    PaeNmfModel model =
        new PaeNmfModel(uid, fitted, names, summary, StoredPosteriors.none(fitted.rank()));
    return copyValues(model.setParent(this), new ParamMap());
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return OutputColumns.of(this).schema(schema, getRank());
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
