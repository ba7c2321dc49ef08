package io.github.paenmf.spark;

import java.util.List;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * Judges the rows that a {@link PaeNmfModel} has transformed, for CrossValidator and
 * TrainValidationSplit.
 *
 * <ul>
 *   <li>{@code negativeElbo}: the mean of {@code lossCol}, in nats a row; smaller is better. It
 *       compares models of any rank and noise variance, so it is the default.
 *   <li>{@code reconstructionError}: ||X - R|| / ||X|| of {@code featuresCol} X and {@code
 *       reconstructionCol} R; smaller is better. It never gets worse with the rank on the training
 *       rows.
 *   <li>{@code explainedVariance}: 1 - ||X - R||^2 / ||X - mean||^2, the mean taken a feature;
 *       larger is better, at most 1.
 * </ul>
 *
 * <p>The model writes these columns where its {@code lossCol} or {@code reconstructionCol} is set
 * to the same name as here.
 */
public final class PaeNmfEvaluator extends Evaluator implements DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  /** Mean negativeElbo a row. */
  public static final String NEGATIVE_ELBO = "negativeElbo";

  /** Relative error of the reconstruction. */
  public static final String RECONSTRUCTION_ERROR = "reconstructionError";

  /** Share of the variance that the reconstruction explains. */
  public static final String EXPLAINED_VARIANCE = "explainedVariance";

  private final String uid;
  private final Param<String> metricName;
  private final Param<String> lossCol;
  private final Param<String> featuresCol;
  private final Param<String> reconstructionCol;
  private final Param<String> weightCol;

  /** With a random uid. */
  public PaeNmfEvaluator() {
    this(Identifiable$.MODULE$.randomUID("paenmfEval"));
  }

  /** With this uid. */
  public PaeNmfEvaluator(String uid) {
    this.uid = uid;
    String[] metrics = {NEGATIVE_ELBO, RECONSTRUCTION_ERROR, EXPLAINED_VARIANCE};
    metricName =
        new Param<>(
            this,
            "metricName",
            "what is worked out: " + String.join(", ", metrics),
            ParamValidators.inArray(metrics));
    lossCol = new Param<>(this, "lossCol", "column of the rows' negativeElbo");
    featuresCol = new Param<>(this, "featuresCol", "column of the rows: a vector or an array");
    reconstructionCol = new Param<>(this, "reconstructionCol", "column of the reconstructed rows");
    weightCol =
        new Param<>(this, "weightCol", "column of row weights >= 0, empty for weights of 1");
    setDefault(metricName, NEGATIVE_ELBO);
    setDefault(lossCol, NEGATIVE_ELBO);
    setDefault(featuresCol, "features");
    setDefault(reconstructionCol, "reconstruction");
    setDefault(weightCol, "");
  }

  @Override
  public String uid() {
    return uid;
  }

  /** What is worked out. */
  public Param<String> metricName() {
    return metricName;
  }

  /** Value of {@link #metricName}. */
  public String getMetricName() {
    return getOrDefault(metricName);
  }

  /** Sets {@link #metricName}. */
  public PaeNmfEvaluator setMetricName(String value) {
    set(metricName, value);
    return this;
  }

  /** Column of the rows' negativeElbo. */
  public Param<String> lossCol() {
    return lossCol;
  }

  /** Value of {@link #lossCol}. */
  public String getLossCol() {
    return getOrDefault(lossCol);
  }

  /** Sets {@link #lossCol}. */
  public PaeNmfEvaluator setLossCol(String value) {
    set(lossCol, value);
    return this;
  }

  /** Column of the rows. */
  public Param<String> featuresCol() {
    return featuresCol;
  }

  /** Value of {@link #featuresCol}. */
  public String getFeaturesCol() {
    return getOrDefault(featuresCol);
  }

  /** Sets {@link #featuresCol}. */
  public PaeNmfEvaluator setFeaturesCol(String value) {
    set(featuresCol, value);
    return this;
  }

  /** Column of the reconstructed rows. */
  public Param<String> reconstructionCol() {
    return reconstructionCol;
  }

  /** Value of {@link #reconstructionCol}. */
  public String getReconstructionCol() {
    return getOrDefault(reconstructionCol);
  }

  /** Sets {@link #reconstructionCol}. */
  public PaeNmfEvaluator setReconstructionCol(String value) {
    set(reconstructionCol, value);
    return this;
  }

  /** Column of row weights; empty for weights of 1. */
  public Param<String> weightCol() {
    return weightCol;
  }

  /** Value of {@link #weightCol}. */
  public String getWeightCol() {
    return getOrDefault(weightCol);
  }

  /** Sets {@link #weightCol}. */
  public PaeNmfEvaluator setWeightCol(String value) {
    set(weightCol, value);
    return this;
  }

  @Override
  public boolean isLargerBetter() {
    return getMetricName().equals(EXPLAINED_VARIANCE);
  }

  /**
   * The metric of transformed rows.
   *
   * @throws IllegalArgumentException when there are no rows, a column is absent, or the
   *     reconstruction has another length than the row
   */
  @Override
  public double evaluate(Dataset<?> dataset) {
    StructType schema = dataset.schema();
    Column weight = functions.lit(1.0);
    if (!getWeightCol().isEmpty()) {
      require(schema, getWeightCol(), "weightCol");
      weight = dataset.col(getWeightCol()).cast("double");
    }
    if (getMetricName().equals(NEGATIVE_ELBO)) {
      require(schema, getLossCol(), "lossCol");
      Column loss = dataset.col(getLossCol());
      Row sums = dataset.agg(functions.sum(loss.multiply(weight)), functions.sum(weight)).first();
      requireRows(!sums.isNullAt(1) && sums.getDouble(1) > 0);
      return sums.getDouble(0) / sums.getDouble(1);
    }
    require(schema, getReconstructionCol(), "reconstructionCol");
    require(schema, getFeaturesCol(), "featuresCol");
    ReconstructionSums sums =
        ReconstructionSums.of(
            dataset.select(
                vector(dataset, getFeaturesCol()),
                vector(dataset, getReconstructionCol()),
                weight));
    requireRows(sums.weight() > 0);
    return getMetricName().equals(RECONSTRUCTION_ERROR)
        ? sums.relativeError()
        : sums.explainedVariance();
  }

  private static Column vector(Dataset<?> dataset, String name) {
    DataType type = dataset.schema().apply(name).dataType();
    if (type.equals(SQLDataTypes.VectorType())) {
      return dataset.col(name);
    }
    if (type instanceof ArrayType array && array.elementType() instanceof NumericType) {
      return org.apache.spark.ml.functions.array_to_vector(dataset.col(name));
    }
    throw new IllegalArgumentException(
        "column %s is of type %s, expected a vector or an array of numbers"
            .formatted(name, type.catalogString()));
  }

  private static void requireRows(boolean some) {
    if (!some) {
      throw new IllegalArgumentException("there are no rows to judge");
    }
  }

  private static void require(StructType schema, String column, String param) {
    if (!List.of(schema.fieldNames()).contains(column)) {
      throw new IllegalArgumentException(
          "%s is %s, but the columns are %s: set the %s of the estimator to the same name"
              .formatted(param, column, String.join(", ", schema.fieldNames()), param));
    }
  }

  @Override
  public PaeNmfEvaluator copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads an evaluator that was saved. */
  public static MLReader<PaeNmfEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads an evaluator from a folder. */
  public static PaeNmfEvaluator load(String path) {
    return read().load(path);
  }

  @Override
  public String toString() {
    return "PaeNmfEvaluator: uid=%s, metricName=%s".formatted(uid, getMetricName());
  }
}
