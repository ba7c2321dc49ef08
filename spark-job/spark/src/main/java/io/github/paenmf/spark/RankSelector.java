package io.github.paenmf.spark;

import io.github.paenmf.core.rank.Criterion;
import io.github.paenmf.core.rank.CriterionSet;
import io.github.paenmf.core.rank.ModelFit;
import io.github.paenmf.core.rank.RankListener;
import io.github.paenmf.core.rank.RankStudy;
import io.github.paenmf.spark.data.ExogenousReader;
import io.github.paenmf.spark.data.FeatureNames;
import io.github.paenmf.spark.data.FeatureReader;
import io.github.paenmf.spark.data.InvalidRowException;
import io.github.paenmf.spark.source.SourceChoice;
import io.github.paenmf.spark.stage.TableRows;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the rank of a {@link PaeNmf}: fits every rank to the same blocks, cut once, several ranks
 * at the same time, and judges each by several criteria, one of which chooses. The model that
 * results transforms rows with the best rank's model, which is bit for bit what the estimator
 * itself fits at that rank.
 */
public final class RankSelector extends Estimator<RankSelectorModel>
    implements RankSelectorParams<RankSelector>, MLWritable {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(RankSelector.class);

  private final String uid;
  private final RankSelectorParamSet declared;
  private PaeNmf estimator = new PaeNmf();

  /** With a random uid. */
  public RankSelector() {
    this(Identifiable$.MODULE$.randomUID("rankselector"));
  }

  /** With this uid. */
  public RankSelector(String uid) {
    this.uid = uid;
    this.declared = new RankSelectorParamSet(this);
    declared.setDefaults(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public RankSelectorParamSet declared() {
    return declared;
  }

  @Override
  public RankSelector self() {
    return this;
  }

  /** The estimator whose rank is chosen; its own {@code rank} is not looked at. */
  public PaeNmf getEstimator() {
    return estimator;
  }

  /** Sets the estimator whose rank is chosen. */
  public RankSelector setEstimator(PaeNmf value) {
    estimator = value;
    return this;
  }

  /**
   * Tries all ranks.
   *
   * @throws InvalidRowException when a row is not a data point and the estimator's {@code
   *     handleInvalid} is {@code error}
   * @throws IllegalArgumentException when a rank is above the smaller side of the table
   */
  @Override
  public RankSelectorModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    if (!estimator.getCheckpointDir().isEmpty()) {
      throw new IllegalArgumentException(
          "the estimator's checkpointDir is %s, expected none: a study of ranks saves no checkpoints"
              .formatted(estimator.getCheckpointDir()));
    }
    if (!estimator.getInitialModel().isEmpty()) {
      throw new IllegalArgumentException(
          "the estimator's initialModel is %s, expected none: it is of one rank"
              .formatted(estimator.getInitialModel()));
    }
    String[] names =
        FeatureNames.of(dataset.schema().apply(estimator.getFeaturesCol())).orElse(null);
    try (SourceChoice.Chosen chosen =
        TableRows.of(
            estimator,
            dataset,
            new FeatureReader(-1, names),
            new ExogenousReader(estimator.getExogenousCol(), -1),
            SourceChoice.Review.NONE)) {
      RankStudy study =
          new RankStudy(criteriaInUse(), getCriterion(), getParallelism(), getTolerance());
      RankStudy.Found found =
          study.run(
              chosen.source(),
              Arrays.stream(getRanks()).sorted().distinct().boxed().toList(),
              rank -> TrainingSettings.of(withRank(rank)),
              progress());
      ModelFit best = found.best();
      if (best.result().whitening() != null) {
        // The fits had views of the source, each with scores of its own.
        chosen.source().cacheScores(best.result().whitening());
      }
      PaeNmfModel model =
          withRank(found.table().rank())
              .model(best.params(), best.result(), best.seconds(), chosen, names);
      LOG.info(found.table().confidence());
      RankSelectorModel selected = new RankSelectorModel(uid, model, found.table());
      return copyValues(selected.setParent(this), new ParamMap());
    } catch (Exception e) {
      throw InvalidRowException.rethrow(e);
    }
  }

  private List<Criterion> criteriaInUse() {
    Set<String> names = new LinkedHashSet<>(Arrays.asList(getCriteria()));
    names.add(getCriterion());
    return new CriterionSet(getPrecision(), getFolds(), getRestarts(), getSeed()).of(names);
  }

  private PaeNmf withRank(int rank) {
    return estimator.copy(new ParamMap()).setRank(rank);
  }

  private static RankListener progress() {
    return new RankListener() {
      @Override
      public void judged(int rank, double seconds) {
        LOG.info(String.format(Locale.ROOT, "rank %d judged in %.1f s", rank, seconds));
      }
    };
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return estimator.transformSchema(schema);
  }

  @Override
  public RankSelector copy(ParamMap extra) {
    RankSelector copy = copyValues(new RankSelector(uid), extra);
    return copy.setEstimator(estimator.copy(extra));
  }

  @Override
  public MLWriter write() {
    return new RankSelectorWriter(this);
  }

  /** Reads an estimator that was saved. */
  public static MLReader<RankSelector> read() {
    return new RankSelectorReader();
  }

  /** Reads an estimator from a folder. */
  public static RankSelector load(String path) {
    return read().load(path);
  }

  @Override
  public String toString() {
    return "RankSelector: uid=%s, criterion=%s".formatted(uid, getCriterion());
  }
}
