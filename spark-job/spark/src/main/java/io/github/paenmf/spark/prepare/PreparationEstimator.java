package io.github.paenmf.spark.prepare;

import io.github.paenmf.core.prepare.RowStep;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * What the estimators of preparation share: the vector column, and one pass to fit on.
 *
 * @param <T> the stage itself, for chained setters
 */
public abstract class PreparationEstimator<T extends PreparationEstimator<T>>
    extends Estimator<PreparationStep> implements VectorColumnParams<T>, DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  /** A stage with this uid. */
  protected PreparationEstimator(String uid) {
    this.uid = uid;
    setDefault(featuresCol(), "features");
  }

  @Override
  public String uid() {
    return uid;
  }

  /** The step that fits this table. */
  abstract RowStep fitStep(Dataset<?> dataset, String column);

  @Override
  public PreparationStep fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    String column = getFeaturesCol();
    PreparationStep stage = PreparationStep.of(fitStep(dataset, column));
    stage.setFeaturesCol(column);
    return stage;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    VectorColumn.check(schema, getFeaturesCol());
    return schema;
  }
}
