package io.github.paenmf.spark.prepare;

import io.github.paenmf.core.prepare.RowStep;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/** What the estimators of preparation share: the vector column, and one pass to fit on. */
public abstract class PreparationEstimator extends Estimator<PreparationStep>
    implements DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;
  private Param<String> featuresCol;

  /** A stage with this uid. */
  protected PreparationEstimator(String uid) {
    this.uid = uid;
    setDefault(featuresCol(), "features");
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Name of the vector column, read and replaced; default {@code features}. */
  public Param<String> featuresCol() {
    if (featuresCol == null) {
      featuresCol = new Param<>(this, "featuresCol", "vector column, read and replaced");
    }
    return featuresCol;
  }

  /** The step that fits this table. */
  abstract RowStep fitStep(Dataset<?> dataset, String column);

  @Override
  public PreparationStep fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    String column = getOrDefault(featuresCol());
    PreparationStep stage = PreparationStep.of(fitStep(dataset, column));
    stage.setFeaturesCol(column);
    return stage;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    VectorColumn.check(schema, getOrDefault(featuresCol()));
    return schema;
  }
}
