package io.github.paenmf.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaeNmfEvaluatorTest {

  private static final double[][] ROWS = KnownTable.rows(200, 30, 4, 11);
  private static final Dataset<Row> FRAME = KnownTable.frame(ROWS, 2, false);
  private static final PaeNmf ESTIMATOR =
      new PaeNmf()
          .setRank(4)
          .setMaxIter(15)
          .setInitSteps(5)
          .setReconstructionCol("reconstruction")
          .setLossCol("negativeElbo");
  private static final PaeNmfModel MODEL = ESTIMATOR.fit(FRAME);
  private static final Dataset<Row> JUDGED = MODEL.transform(FRAME);

  @TempDir Path folder;

  private static double metric(String name) {
    return new PaeNmfEvaluator().setMetricName(name).evaluate(JUDGED);
  }

  @Test
  void theMetricsAreThoseOfTheModel() {
    assertThat(new PaeNmfEvaluator().evaluate(JUDGED))
        .isCloseTo(MODEL.summary().negativeElbo(), within(3e-4));
    double error = metric("reconstructionError");
    assertThat(error).isCloseTo(MODEL.summary().relativeError(), within(1e-4));
    double norm = 0;
    double spread = 0;
    for (int t = 0; t < 30; t++) {
      double mean = 0;
      for (double[] row : ROWS) {
        mean += row[t] / ROWS.length;
      }
      for (double[] row : ROWS) {
        norm += row[t] * row[t];
        spread += (row[t] - mean) * (row[t] - mean);
      }
    }
    assertThat(metric("explainedVariance"))
        .isCloseTo(1 - error * error * norm / spread, within(1e-9));
    PaeNmfEvaluator evaluator = new PaeNmfEvaluator();
    assertThat(evaluator.isLargerBetter()).isFalse();
    assertThat(evaluator.setMetricName("reconstructionError").isLargerBetter()).isFalse();
    assertThat(evaluator.setMetricName("explainedVariance").isLargerBetter()).isTrue();
  }

  @Test
  void weightsCount() {
    Dataset<Row> twice = JUDGED.union(JUDGED.filter("id < 50"));
    Dataset<Row> weighted =
        JUDGED.withColumn("weight", functions.when(functions.col("id").lt(50), 2).otherwise(1));
    for (String name : new String[] {"negativeElbo", "reconstructionError", "explainedVariance"}) {
      PaeNmfEvaluator evaluator = new PaeNmfEvaluator().setMetricName(name);
      double expected = evaluator.evaluate(twice);
      assertThat(evaluator.copy(new ParamMap()).setWeightCol("weight").evaluate(weighted))
          .isCloseTo(expected, within(1e-9 * Math.abs(expected)));
    }
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> new PaeNmfEvaluator().evaluate(FRAME))
        .hasMessageContaining("lossCol is negativeElbo")
        .hasMessageContaining("set the lossCol of the estimator");
    assertThatThrownBy(() -> new PaeNmfEvaluator().evaluate(JUDGED.limit(0)))
        .hasMessageContaining("no rows");
    assertThatThrownBy(() -> new PaeNmfEvaluator().setMetricName("rmse"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSavedEvaluatorComesBack() throws Exception {
    PaeNmfEvaluator evaluator =
        new PaeNmfEvaluator()
            .setMetricName("explainedVariance")
            .setLossCol("a")
            .setFeaturesCol("b")
            .setReconstructionCol("c")
            .setWeightCol("d");
    evaluator.write().save(folder.resolve("evaluator").toString());
    PaeNmfEvaluator loaded = PaeNmfEvaluator.load(folder.resolve("evaluator").toString());

    assertThat(loaded.uid()).isEqualTo(evaluator.uid());
    assertThat(loaded.extractParamMap().toString())
        .isEqualTo(evaluator.extractParamMap().toString());
  }

  @Test
  void crossValidationChoosesARankAndIsSaved() throws Exception {
    CrossValidator validator =
        new CrossValidator()
            .setEstimator(ESTIMATOR)
            .setEstimatorParamMaps(
                new ParamGridBuilder().addGrid(ESTIMATOR.rank(), new int[] {1, 4}).build())
            .setEvaluator(new PaeNmfEvaluator())
            .setNumFolds(2)
            .setSeed(1);
    CrossValidatorModel fitted = validator.fit(FRAME);
    fitted.write().save(folder.resolve("validated").toString());
    CrossValidatorModel loaded = CrossValidatorModel.load(folder.resolve("validated").toString());

    assertThat(fitted.avgMetrics()[1]).isLessThan(fitted.avgMetrics()[0]);
    assertThat(((PaeNmfModel) loaded.bestModel()).getRank()).isEqualTo(4);
    assertThat(loaded.transform(FRAME).collectAsList())
        .isEqualTo(fitted.transform(FRAME).collectAsList());
  }

  @Test
  void aTrainValidationSplitMaximisesExplainedVariance() {
    TrainValidationSplitModel fitted =
        new TrainValidationSplit()
            .setEstimator(ESTIMATOR)
            .setEstimatorParamMaps(
                new ParamGridBuilder().addGrid(ESTIMATOR.rank(), new int[] {1, 4}).build())
            .setEvaluator(new PaeNmfEvaluator().setMetricName("explainedVariance"))
            .setSeed(1)
            .fit(FRAME);

    assertThat(((PaeNmfModel) fitted.bestModel()).getRank()).isEqualTo(4);
  }
}
