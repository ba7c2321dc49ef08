package io.github.paenmf.spark;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.PosteriorChoice;
import io.github.paenmf.core.fitted.Reconstruction;
import io.github.paenmf.core.fitted.RowGenerator;
import io.github.paenmf.core.fitted.RowPosterior;
import io.github.paenmf.core.fitted.RowScore;
import io.github.paenmf.core.fitted.StoredPosteriors;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.pass.EvaluatePass;
import io.github.paenmf.core.pass.EvaluateStatistics;
import io.github.paenmf.core.pass.ObjectiveFigures;
import io.github.paenmf.spark.batch.BatchFunctions;
import io.github.paenmf.spark.batch.BatchStrategy;
import io.github.paenmf.spark.data.ExogenousReader;
import io.github.paenmf.spark.data.FeatureReader;
import io.github.paenmf.spark.data.InvalidRowException;
import io.github.paenmf.spark.source.SourceChoice;
import io.github.paenmf.spark.stage.Columns;
import io.github.paenmf.spark.stage.TableRows;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A fitted model: turns rows into coefficients with their posterior, and judges rows. */
public final class PaeNmfModel extends Model<PaeNmfModel>
    implements PaeNmfParams<PaeNmfModel>, MLWritable {

  private static final long serialVersionUID = 1L;

  private static final int MOST_DESCRIBED = 10;

  private final String uid;
  private final PaeNmfParamSet declared;
  private final FittedModel fitted;
  private final String[] featureNames;
  private final PaeNmfSummary summary;
  private final StoredPosteriors posteriors;
  private transient Broadcast<FittedModel> sent;
  private final Scorers scorers;

  /** An empty model; Spark's registries need it, {@link #load} gives one that can be used. */
  public PaeNmfModel() {
    this(Identifiable$.MODULE$.randomUID("paenmf"));
  }

  /** An empty model with this uid. */
  public PaeNmfModel(String uid) {
    this(uid, null, null, null, null);
  }

  PaeNmfModel(
      String uid,
      FittedModel fitted,
      String[] featureNames,
      PaeNmfSummary summary,
      StoredPosteriors posteriors) {
    this.uid = uid;
    this.fitted = fitted;
    this.scorers = new Scorers(fitted);
    this.featureNames = featureNames;
    this.summary = summary;
    this.posteriors = posteriors;
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
  public PaeNmfModel self() {
    return this;
  }

  /**
   * The model itself, which needs no Spark.
   *
   * @throws IllegalStateException when this model is empty
   */
  public FittedModel fitted() {
    if (fitted == null) {
      throw new IllegalStateException("model %s is empty: fit one, or load one".formatted(uid));
    }
    return fitted;
  }

  /** The parts W_f, m x r: a column a part. */
  public Matrix components() {
    float[] parts = fitted.parts();
    double[] values = new double[parts.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = parts[i];
    }
    return new DenseMatrix(fitted.features(), fitted.rank(), values);
  }

  /** Number of features m. */
  public int numFeatures() {
    return fitted.features();
  }

  /** Names of the features, or null when the training column had none. */
  public String[] featureNames() {
    return featureNames == null ? null : featureNames.clone();
  }

  /** Figures and history of the fit. */
  public PaeNmfSummary summary() {
    return summary;
  }

  /** Posteriors of some training rows, kept to draw new rows like them. */
  public StoredPosteriors posteriors() {
    return posteriors;
  }

  /** The {@value #MOST_DESCRIBED} heaviest features of every part. */
  public Dataset<Row> describeParts() {
    return describeParts(MOST_DESCRIBED);
  }

  /**
   * The heaviest features of every part.
   *
   * @param topN features a part, at least 1
   * @return a row a part: {@code part} (from 0), {@code featureIndices}, {@code featureNames} (null
   *     when the features have none) and {@code featureWeights}, heaviest first
   */
  public Dataset<Row> describeParts(int topN) {
    return new PartsTable(this).heaviest(topN);
  }

  /**
   * The parts as a table, a row a value: {@code part} (from 0), {@code featureIndex}, {@code
   * feature} (null when the features have no names) and {@code weight}.
   */
  public Dataset<Row> parts() {
    return new PartsTable(this).all();
  }

  /**
   * The posterior of one row, worked out in this JVM.
   *
   * @param features m values, at least 0
   * @throws InvalidRowException when the row is not a data point
   */
  public RowPosterior posterior(Vector features) {
    return posterior(features, null);
  }

  /**
   * The posterior of one row with extra inputs.
   *
   * @param features m values, at least 0
   * @param exogenous extra inputs, or null when the model has none
   * @throws InvalidRowException when the row is not a data point
   * @throws IllegalArgumentException when the number of extra inputs is not the model's
   */
  public RowPosterior posterior(Vector features, Vector exogenous) {
    FeatureReader.Values values = featureReader().read(features);
    return scorers.get().posterior(values.indices(), values.values(), inputs(exogenous));
  }

  /**
   * The coefficients of one row, with the bits that {@link #transform} gives.
   *
   * @param features m values, at least 0
   * @throws InvalidRowException when the row is not a data point
   */
  public Vector predict(Vector features) {
    return predict(features, null);
  }

  /**
   * The coefficients of one row with extra inputs.
   *
   * @param features m values, at least 0
   * @param exogenous extra inputs, or null when the model has none
   * @throws InvalidRowException when the row is not a data point
   * @throws IllegalArgumentException when the number of extra inputs is not the model's
   */
  public Vector predict(Vector features, Vector exogenous) {
    return WideVectors.of(score(features, exogenous, false).coefficients());
  }

  /**
   * The row that the coefficients of one row stand for: the parts times the posterior medians, m
   * values.
   *
   * @param features m values, at least 0
   * @throws InvalidRowException when the row is not a data point
   */
  public Vector reconstruct(Vector features) {
    return reconstruct(features, null);
  }

  /**
   * The reconstruction of one row with extra inputs.
   *
   * @param features m values, at least 0
   * @param exogenous extra inputs, or null when the model has none
   * @throws InvalidRowException when the row is not a data point
   * @throws IllegalArgumentException when the number of extra inputs is not the model's
   */
  public Vector reconstruct(Vector features, Vector exogenous) {
    return Vectors.dense(
        Reconstruction.of(fitted, score(features, exogenous, false).coefficients()));
  }

  /**
   * The exact negativeElbo of one row in nats.
   *
   * @param features m values, at least 0
   * @throws InvalidRowException when the row is not a data point
   */
  public double negativeElbo(Vector features) {
    return negativeElbo(features, null);
  }

  /**
   * The exact negativeElbo of one row with extra inputs.
   *
   * @param features m values, at least 0
   * @param exogenous extra inputs, or null when the model has none
   * @throws InvalidRowException when the row is not a data point
   * @throws IllegalArgumentException when the number of extra inputs is not the model's
   */
  public double negativeElbo(Vector features, Vector exogenous) {
    return score(features, exogenous, true).negativeElbo();
  }

  /**
   * Draws from the posterior of one row.
   *
   * @param features m values, at least 0
   * @param count number of draws, at least 1
   * @param seed of the draws
   * @return count x r, a row a draw
   * @throws InvalidRowException when the row is not a data point
   */
  public Matrix sample(Vector features, int count, long seed) {
    return sample(posterior(features), count, seed);
  }

  /**
   * Draws from a posterior that {@link #posterior} gave.
   *
   * @param posterior of a row
   * @param count number of draws, at least 1
   * @param seed of the draws
   * @return count x r, a row a draw
   */
  public Matrix sample(RowPosterior posterior, int count, long seed) {
    if (count < 1) {
      throw new IllegalArgumentException("count is %d, expected at least 1".formatted(count));
    }
    RowGenerator generator = new RowGenerator(fitted, seed, false);
    double[] values = new double[Math.multiplyExact(count, fitted.rank())];
    for (int i = 0; i < count; i++) {
      float[] drawn = generator.latents(i, posterior);
      for (int j = 0; j < drawn.length; j++) {
        values[j * count + i] = drawn[j];
      }
    }
    return new DenseMatrix(count, fitted.rank(), values);
  }

  /**
   * How far the posteriors of two rows are apart: the symmetric Kullback-Leibler divergence KL(a ||
   * b) + KL(b || a) between their Weibull distributions in nats, summed over the latents. 0 for
   * rows of equal posterior; the smaller, the more similar. Rows with extra inputs are compared by
   * {@link RowPosterior#symmetricDivergence} of their posteriors.
   *
   * @param first m values, at least 0
   * @param second m values, at least 0
   * @throws InvalidRowException when a row is not a data point
   */
  public double similarity(Vector first, Vector second) {
    return posterior(first).symmetricDivergence(posterior(second));
  }

  private RowScore score(Vector features, Vector exogenous, boolean withLoss) {
    FeatureReader.Values values = featureReader().read(features);
    return scorers.get().score(values.indices(), values.values(), inputs(exogenous), withLoss);
  }

  private float[] inputs(Vector exogenous) {
    return exogenous == null ? null : exogenousReader().read(exogenous);
  }

  /**
   * Adds the output columns that are switched on.
   *
   * @throws InvalidRowException from the tasks, when a row is not a data point and {@code
   *     handleInvalid} is {@code error}
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    OutputColumns columns = OutputColumns.of(this);
    List<StructField> fields = columns.fields(fitted.rank(), fitted.features(), featureNames);
    Dataset<Row> rows = readable(dataset.toDF());
    if (fields.isEmpty()) {
      return rows;
    }
    boolean alone = fields.size() == 1 && !columns.coefficients().isEmpty();
    Column score = alone ? coefficients(dataset, fields.get(0)) : scored(dataset, columns, fields);
    if (alone) {
      StructField field = fields.get(0);
      return rows.withColumn(field.name(), score.as(field.name(), field.metadata()));
    }
    String scored = uid + "__scored";
    rows = rows.withColumn(scored, score);
    for (StructField field : fields) {
      Column column = functions.col(scored).getField(field.name());
      rows = rows.withColumn(field.name(), column.as(field.name(), field.metadata()));
    }
    return rows.drop(scored);
  }

  private Column coefficients(Dataset<?> dataset, StructField field) {
    ScoredCoefficients score =
        new ScoredCoefficients(broadcast(dataset), featureReader(), exogenousReader());
    if (!getExogenousCol().isEmpty()) {
      return applied(functions.udf((UDF2<Object, Object, Vector>) score, field.dataType()));
    }
    BatchStrategy.install(dataset.sparkSession());
    UserDefinedFunction single = functions.udf((UDF1<Object, Vector>) score, field.dataType());
    return applied(BatchFunctions.named(single, score.vectors()));
  }

  private Column scored(Dataset<?> dataset, OutputColumns columns, List<StructField> fields) {
    Scored score = new Scored(broadcast(dataset), columns, featureReader(), exogenousReader());
    StructType result = new StructType(fields.toArray(new StructField[0]));
    return getExogenousCol().isEmpty()
        ? applied(functions.udf((UDF1<Object, Row>) score, result))
        : applied(functions.udf((UDF2<Object, Object, Row>) score, result));
  }

  /** Of the features, and of the extra inputs where the model reads some. */
  private Column applied(UserDefinedFunction score) {
    Column features = functions.col(getFeaturesCol());
    return getExogenousCol().isEmpty()
        ? score.apply(features)
        : score.apply(features, functions.col(getExogenousCol()));
  }

  /** All rows, or without those that are not data points when they are to be skipped. */
  Dataset<Row> readable(Dataset<Row> rows) {
    if (!getHandleInvalid().equals(PaeNmfParamSet.SKIP)) {
      return rows;
    }
    FeatureReader reader = featureReader();
    UserDefinedFunction accepts =
        functions.udf((UDF1<Object, Boolean>) reader::accepts, DataTypes.BooleanType);
    Column kept = accepts.apply(rows.col(getFeaturesCol()));
    if (getExogenousCol().isEmpty()) {
      return rows.filter(kept);
    }
    ExogenousReader inputs = exogenousReader();
    UserDefinedFunction complete =
        functions.udf((UDF1<Object, Boolean>) inputs::accepts, DataTypes.BooleanType);
    return rows.filter(kept.and(complete.apply(rows.col(getExogenousCol()))));
  }

  /** Reads extra inputs as this model wants them. */
  ExogenousReader exogenousReader() {
    return new ExogenousReader(getExogenousCol(), fitted.exogenousInputs());
  }

  /** A model that reads extra inputs needs their column, any other has no use for one. */
  private void requireExogenousCol(StructType schema) {
    int inputs = fitted.exogenousInputs();
    if (inputs > 0 && getExogenousCol().isEmpty()) {
      throw new IllegalArgumentException(
          "exogenousCol is empty, expected the column of the %d extra inputs that the model was fitted with"
              .formatted(inputs));
    }
    if (inputs == 0 && !getExogenousCol().isEmpty()) {
      throw new IllegalArgumentException(
          "exogenousCol is %s, expected none: the model was fitted without extra inputs"
              .formatted(getExogenousCol()));
    }
    if (inputs > 0) {
      Columns.requireExogenous(schema, getExogenousCol(), inputs);
    }
  }

  /** Reads rows as this model wants them. */
  FeatureReader featureReader() {
    return new FeatureReader(fitted.features(), featureNames);
  }

  private synchronized Broadcast<FittedModel> broadcast(Dataset<?> dataset) {
    if (sent == null) {
      sent =
          JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext())
              .broadcast(fitted);
    }
    return sent;
  }

  /**
   * The exact figures on given rows at the model's own noise variance.
   *
   * @throws InvalidRowException when a row is not a data point and {@code handleInvalid} is {@code
   *     error}
   */
  public PaeNmfSummary evaluate(Dataset<?> dataset) {
    return judge(dataset).summary();
  }

  /**
   * A lower bound of the log likelihood of the rows in nats: minus the sum of their negativeElbo,
   * weighted when there are weights.
   *
   * @throws InvalidRowException when a row is not a data point and {@code handleInvalid} is {@code
   *     error}
   */
  public double logLikelihood(Dataset<?> dataset) {
    Judged judged = judge(dataset);
    return -judged.summary().negativeElbo() * judged.weight();
  }

  /** An evaluation, and the sum of the weights of its rows. */
  private record Judged(PaeNmfSummary summary, double weight) {}

  private Judged judge(Dataset<?> dataset) {
    requireExogenousCol(dataset.schema());
    OutputColumns.of(this).requireInputs(dataset.schema());
    try (SourceChoice.Chosen chosen =
        TableRows.of(this, dataset, featureReader(), exogenousReader(), SourceChoice.Review.NONE)) {
      long start = System.nanoTime();
      EvaluatePass pass = new EvaluatePass(fitted.encoder(), fitted.latent());
      if (fitted.exogenousInputs() > 0) {
        chosen.source().cacheScores(fitted.whitening());
        pass = EvaluatePass.of(fitted.training(), fitted.whitening(), fitted.latent());
      }
      EvaluateStatistics sums = chosen.source().run(pass, "exact evaluation");
      double[] gram = Gram.of(fitted.parts(), fitted.rank(), fitted.features());
      ObjectiveFigures figures =
          ObjectiveFigures.of(
              sums, gram, fitted.features(), fitted.noiseVariance(), fitted.klWeight());
      PaeNmfSummary judged =
          new PaeNmfSummary(
              figures,
              List.of(),
              0,
              1,
              (System.nanoTime() - start) / 1e9,
              chosen.source().partitions(),
              chosen.source().name(),
              chosen.why(),
              chosen.device().device(),
              chosen.device().why(),
              chosen.source().backend(),
              "%016x".formatted(chosen.size().fingerprint()));
      return new Judged(judged, sums.weight);
    } catch (Exception e) {
      throw InvalidRowException.rethrow(e);
    }
  }

  /**
   * New rows, drawn on the executors: the same ones whatever the number of partitions.
   *
   * @param count number of rows, at least 0
   * @param seed of everything that is drawn
   * @param from where the latents come from
   * @param observationNoise whether Gaussian noise of the model's variance is added; values can
   *     then fall below 0
   * @return columns {@code id} (from 0), features (in the units that the model reads) and
   *     coefficients (the latents that were drawn) under the names that the params give
   * @throws IllegalArgumentException when the model keeps no posteriors to draw from
   */
  public Dataset<Row> generate(long count, long seed, GenerateFrom from, boolean observationNoise) {
    PosteriorChoice choice =
        switch (from) {
          case PRIOR -> PosteriorChoice.prior(fitted.latent(), fitted.rank());
          case AGGREGATE -> PosteriorChoice.aggregate(posteriors, seed);
        };
    return new Generation(this, seed, observationNoise).rows(count, choice);
  }

  /**
   * New rows like given ones, drawn from their posteriors on the executors: the first {@code count}
   * of all first draws in the order of the rows, all second draws, and so on.
   *
   * @param like rows with the features column
   * @param count number of rows, at least 0
   * @param seed of everything that is drawn
   * @param observationNoise whether Gaussian noise of the model's variance is added; values can
   *     then fall below 0
   * @return the columns of the rows with new features, then {@code draw} (from 1) and the
   *     coefficients that were drawn; rows in the order of those that they are like
   * @throws IllegalArgumentException when there are no rows
   */
  public Dataset<Row> generateLike(
      Dataset<?> like, long count, long seed, boolean observationNoise) {
    return new Generation(this, seed, observationNoise).rowsLike(like, count);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    fitted();
    requireExogenousCol(schema);
    return OutputColumns.of(this).schema(schema, fitted.rank(), fitted.features(), featureNames);
  }

  @Override
  public PaeNmfModel copy(ParamMap extra) {
    PaeNmfModel copy = new PaeNmfModel(uid, fitted, featureNames, summary, posteriors);
    return copyValues(copy, extra).setParent(parent());
  }

  @Override
  public MLWriter write() {
    return new PaeNmfModelWriter(this);
  }

  /** Reads a model that was saved. */
  public static MLReader<PaeNmfModel> read() {
    return new PaeNmfModelReader();
  }

  /** Reads a model from a folder. */
  public static PaeNmfModel load(String path) {
    return read().load(path);
  }

  @Override
  public String toString() {
    return fitted == null
        ? "PaeNmfModel: uid=%s, empty".formatted(uid)
        : "PaeNmfModel: uid=%s, rank=%d, numFeatures=%d"
            .formatted(uid, fitted.rank(), fitted.features());
  }
}
