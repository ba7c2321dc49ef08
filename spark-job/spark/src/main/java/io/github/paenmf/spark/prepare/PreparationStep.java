package io.github.paenmf.spark.prepare;

import io.github.paenmf.core.prepare.DropMissing;
import io.github.paenmf.core.prepare.RowStep;
import io.github.paenmf.core.prepare.SelectFeatures;
import io.github.paenmf.spark.data.FeatureNames;
import java.util.Arrays;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;

/**
 * A fitted step of preparation: applies one {@link RowStep} to the vector column. The step is kept
 * as JSON in the stage's parameters, so whoever reads the saved stage can repeat it without Spark.
 */
public class PreparationStep extends Model<PreparationStep>
    implements VectorColumnParams<PreparationStep>, DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;
  private Param<String> step;
  private transient RowStep parsed;

  /** An empty stage, to be filled by a reader. */
  public PreparationStep() {
    this(Identifiable$.MODULE$.randomUID("prepare"));
  }

  /** An empty stage with this uid, to be filled by a reader. */
  public PreparationStep(String uid) {
    this.uid = uid;
    setDefault(featuresCol(), "features");
  }

  /** A stage that applies {@code step} to column {@code features}. */
  public static PreparationStep of(RowStep step) {
    return new PreparationStep().setStep(StepJson.write(step));
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public PreparationStep self() {
    return this;
  }

  /** The fitted step as JSON. */
  public Param<String> step() {
    if (step == null) {
      step = new Param<>(this, "step", "the fitted step as JSON", new StepJson());
    }
    return step;
  }

  /** Value of {@link #step()}. */
  public String getStep() {
    return getOrDefault(step());
  }

  /** Sets {@link #step()}. */
  public PreparationStep setStep(String value) {
    set(step(), value);
    parsed = null;
    return this;
  }

  /**
   * The fitted step.
   *
   * @throws IllegalArgumentException when the stage holds none or one that cannot be read
   */
  public RowStep rowStep() {
    if (parsed == null) {
      if (!isSet(step())) {
        throw new IllegalArgumentException("stage " + uid + " holds no preparation step");
      }
      parsed = StepJson.read(getStep());
    }
    return parsed;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    VectorColumn.check(schema, getFeaturesCol());
    return schema;
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    String column = getFeaturesCol();
    RowStep rowStep = rowStep();
    Dataset<Row> rows = dataset.toDF();
    Metadata metadata = metadata(rows.schema(), column, rowStep);
    if (rowStep instanceof DropMissing) {
      UDF1<Vector, Boolean> keeps = v -> rowStep.keeps(VectorRows.of(v));
      return rows.filter(functions.udf(keeps, DataTypes.BooleanType).apply(rows.col(column)));
    }
    UDF1<Vector, Vector> apply = v -> VectorRows.vector(rowStep.apply(VectorRows.of(v)));
    Column prepared =
        functions.udf(apply, SQLDataTypes.VectorType()).asNonNullable().apply(rows.col(column));
    return rows.withColumn(column, prepared.as(column, metadata));
  }

  private static Metadata metadata(StructType schema, String column, RowStep rowStep) {
    if (!(rowStep instanceof SelectFeatures selection)) {
      return schema.apply(column).metadata();
    }
    return FeatureNames.of(schema.apply(column))
        .map(names -> Arrays.stream(selection.kept()).mapToObj(j -> names[j]))
        .map(names -> FeatureNames.metadata(column, names.toArray(String[]::new)))
        .orElse(Metadata.empty());
  }

  @Override
  public PreparationStep copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads a saved stage. */
  public static MLReader<PreparationStep> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved stage from a folder. */
  public static PreparationStep load(String path) {
    return read().load(path);
  }
}
