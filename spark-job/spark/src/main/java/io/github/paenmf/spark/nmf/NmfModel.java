package io.github.paenmf.spark.nmf;

import io.github.paenmf.core.plain.FittedNmf;
import io.github.paenmf.core.plain.NmfFigures;
import io.github.paenmf.core.plain.NmfRecord;
import io.github.paenmf.core.plain.NmfRowSolver;
import io.github.paenmf.core.plain.NmfTrainer;
import io.github.paenmf.spark.data.FeatureReader;
import io.github.paenmf.spark.data.InvalidRowException;
import io.github.paenmf.spark.source.SourceChoice;
import io.github.paenmf.spark.stage.Columns;
import io.github.paenmf.spark.stage.FactorParamSet;
import io.github.paenmf.spark.stage.FactorParams;
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
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A fitted plain NMF: the coefficients of a row are the solution of its non-negative least squares
 * problem, to convergence.
 */
public final class NmfModel extends Model<NmfModel> implements FactorParams<NmfModel>, MLWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;
  private final NmfParamSet declared;
  private final FittedNmf fitted;
  private final String[] featureNames;
  private final NmfSummary summary;
  private transient Broadcast<FittedNmf> sent;

  /** An empty model; Spark's registries need it, {@link #load} gives one that can be used. */
  public NmfModel() {
    this(Identifiable$.MODULE$.randomUID("nmf"));
  }

  /** An empty model with this uid. */
  public NmfModel(String uid) {
    this(uid, null, null, null);
  }

  NmfModel(String uid, FittedNmf fitted, String[] featureNames, NmfSummary summary) {
    this.uid = uid;
    this.fitted = fitted;
    this.featureNames = featureNames;
    this.summary = summary;
    this.declared = new NmfParamSet(this);
    declared.setDefaults(this);
  }

  static NmfSummary summary(
      SourceChoice.Chosen chosen,
      NmfFigures figures,
      List<NmfRecord> history,
      int passes,
      long nanoseconds) {
    return new NmfSummary(
        figures,
        history,
        passes,
        nanoseconds / 1e9,
        chosen.source().partitions(),
        chosen.source().name(),
        chosen.why(),
        chosen.source().backend(),
        "%016x".formatted(chosen.size().fingerprint()));
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public NmfParamSet declared() {
    return declared;
  }

  @Override
  public NmfModel self() {
    return this;
  }

  /**
   * The model itself, which needs no Spark.
   *
   * @throws IllegalStateException when this model is empty
   */
  public FittedNmf fitted() {
    if (fitted == null) {
      throw new IllegalStateException("model %s is empty: fit one, or load one".formatted(uid));
    }
    return fitted;
  }

  /** The parts W_f, m x r: a column a part. */
  public Matrix components() {
    float[] parts = fitted().parts();
    double[] values = new double[parts.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = parts[i];
    }
    return new DenseMatrix(fitted.features(), fitted.rank(), values);
  }

  /** Number of features m. */
  public int numFeatures() {
    return fitted().features();
  }

  /** Names of the features, or null when the training column had none. */
  public String[] featureNames() {
    return featureNames == null ? null : featureNames.clone();
  }

  /** Figures and history of the fit. */
  public NmfSummary summary() {
    return summary;
  }

  /**
   * The coefficients of one row, without a Spark job.
   *
   * @throws InvalidRowException when the row is not a data point
   */
  public Vector predict(Vector features) {
    FeatureReader.Values values = reader().read(features);
    return Vectors.dense(
        new NmfRowSolver(fitted()).solve(values.indices(), values.values()).coefficients());
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
    NmfColumns columns = NmfColumns.of(this);
    List<StructField> fields = columns.fields(fitted.rank());
    Dataset<Row> rows = dataset.toDF();
    FeatureReader reader = reader();
    if (getHandleInvalid().equals(FactorParamSet.SKIP)) {
      UserDefinedFunction accepts =
          functions.udf((UDF1<Object, Boolean>) reader::accepts, DataTypes.BooleanType);
      rows = rows.filter(accepts.apply(functions.col(getFeaturesCol())));
    }
    if (fields.isEmpty()) {
      return rows;
    }
    UserDefinedFunction solve =
        functions.udf(
            new NmfScored(broadcast(dataset), columns, reader),
            new StructType(fields.toArray(new StructField[0])));
    String solved = uid + "__solved";
    rows = rows.withColumn(solved, solve.apply(functions.col(getFeaturesCol())));
    for (StructField field : fields) {
      Column column = functions.col(solved).getField(field.name());
      rows = rows.withColumn(field.name(), column.as(field.name(), field.metadata()));
    }
    return rows.drop(solved);
  }

  private FeatureReader reader() {
    return new FeatureReader(fitted().features(), featureNames);
  }

  private synchronized Broadcast<FittedNmf> broadcast(Dataset<?> dataset) {
    if (sent == null) {
      sent =
          JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext())
              .broadcast(fitted());
    }
    return sent;
  }

  /**
   * How well the parts explain given rows.
   *
   * @throws InvalidRowException when a row is not a data point and {@code handleInvalid} is {@code
   *     error}
   */
  public NmfSummary evaluate(Dataset<?> dataset) {
    Columns.requireInputs(dataset.schema(), getFeaturesCol(), getWeightCol());
    try (SourceChoice.Chosen chosen = TableRows.of(this, dataset, reader())) {
      long start = System.nanoTime();
      NmfFigures figures = NmfTrainer.evaluate(fitted(), chosen.source());
      return summary(chosen, figures, List.of(), 2, System.nanoTime() - start);
    } catch (Exception e) {
      throw InvalidRowException.rethrow(e);
    }
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return NmfColumns.of(this).schema(schema, this, fitted().rank());
  }

  @Override
  public NmfModel copy(ParamMap extra) {
    NmfModel copy = new NmfModel(uid, fitted, featureNames, summary);
    return copyValues(copy, extra).setParent(parent());
  }

  @Override
  public MLWriter write() {
    return new NmfModelWriter(this);
  }

  /** Reads a model that was saved. */
  public static MLReader<NmfModel> read() {
    return new NmfModelReader();
  }

  /** Reads a model from a folder. */
  public static NmfModel load(String path) {
    return read().load(path);
  }

  @Override
  public String toString() {
    return fitted == null
        ? "NmfModel: uid=%s, empty".formatted(uid)
        : "NmfModel: uid=%s, rank=%d, numFeatures=%d"
            .formatted(uid, fitted.rank(), fitted.features());
  }
}
