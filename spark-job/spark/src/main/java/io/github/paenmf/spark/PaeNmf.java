package io.github.paenmf.spark;

import io.github.paenmf.core.checkpoint.CheckpointException;
import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.PosteriorPass;
import io.github.paenmf.core.fitted.StoredPosteriors;
import io.github.paenmf.core.train.StatisticsSource;
import io.github.paenmf.core.train.Trainer;
import io.github.paenmf.core.train.TrainingParams;
import io.github.paenmf.core.train.TrainingResult;
import io.github.paenmf.core.train.TrainingState;
import io.github.paenmf.spark.data.ExogenousReader;
import io.github.paenmf.spark.data.FeatureNames;
import io.github.paenmf.spark.data.FeatureReader;
import io.github.paenmf.spark.data.InvalidRowException;
import io.github.paenmf.spark.plan.LimitException;
import io.github.paenmf.spark.source.SourceChoice;
import io.github.paenmf.spark.stage.TableRows;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
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
  private transient volatile boolean stopRequested;

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
   * @throws LimitException when the settings of the cluster don't allow a fit of this size
   * @throws CheckpointException when {@code checkpointDir} holds another fit, holds this one and
   *     {@code resume} is not set, or can't be written
   * @throws FitStoppedException after {@link #requestStop}
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
    FitCheckpoints checkpoints =
        FitCheckpoints.open(
            this,
            params,
            dataset.sparkSession(),
            initial == null ? null : initial.fitted().encoder(),
            () -> stopRequested);
    try (SourceChoice.Chosen chosen =
        TableRows.of(
            this,
            dataset,
            new FeatureReader(-1, names),
            new ExogenousReader(getExogenousCol(), -1),
            new FitReview(
                checkpoints,
                getRank(),
                getAggregationDepth(),
                getMaxSumsInMB(),
                dataset.sparkSession().sparkContext()))) {
      FitProgress progress = new FitProgress(params, chosen);
      long start = System.nanoTime();
      TrainingResult result = train(params, initial, names, chosen.source(), checkpoints, progress);
      double seconds = (System.nanoTime() - start) / 1e9;
      PaeNmfModel model = model(params, result, seconds, chosen, names);
      progress.done(model.summary());
      return model;
    } catch (Exception e) {
      throw InvalidRowException.rethrow(e);
    } finally {
      stopRequested = false;
    }
  }

  /**
   * The model of a fit with these params, which are those of this estimator. Where the fit used a
   * whitening, the source's blocks carry its scores.
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
            chosen.device().device(),
            chosen.device().why(),
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
            PosteriorPass.of(fitted, getSeed(), getStoredRows(), chosen.size().rows()),
            "posteriors of the rows to keep")
        .stored();
  }

  /** From the newest checkpoint if there is one, else from the initial model, else from nothing. */
  private static TrainingResult train(
      TrainingParams params,
      PaeNmfModel initial,
      String[] names,
      StatisticsSource source,
      FitCheckpoints checkpoints,
      FitProgress progress)
      throws IOException {
    Trainer trainer = new Trainer(params, checkpoints.after(progress));
    Optional<TrainingState> saved = checkpoints.newest();
    if (saved.isPresent()) {
      return trainer.resume(saved.get(), source);
    }
    return initial == null
        ? trainer.fit(source)
        : InitialModel.fit(initial, names, params, trainer, source);
  }

  /**
   * Asks the fit that runs on this very estimator to stop after its present pass over the data. It
   * saves a checkpoint when {@code checkpointDir} is set, and throws a {@link FitStoppedException}.
   * May be called from any thread.
   */
  public void requestStop() {
    stopRequested = true;
  }

  /**
   * Removes the checkpoints in {@code checkpointDir}. A fit leaves its last ones there, so that
   * nothing is lost before its model is saved; call this afterwards.
   *
   * @throws IOException when the file system refuses
   */
  public void deleteCheckpoints() throws IOException {
    FitCheckpoints.delete(this, SparkSession.active());
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
