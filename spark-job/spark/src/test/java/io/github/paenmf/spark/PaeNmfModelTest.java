package io.github.paenmf.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.fitted.RowScore;
import io.github.paenmf.core.io.StandaloneScorer;
import io.github.paenmf.core.model.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaeNmfModelTest {

  private static final int M = 30;
  private static final double[][] ROWS = KnownTable.rows(120, M, 4, 11);
  private static final Dataset<Row> FRAME = KnownTable.frame(ROWS, 2, false);
  private static final PaeNmfModel MODEL =
      new PaeNmf()
          .setRank(4)
          .setMaxIter(25)
          .setInitSteps(10)
          .setScaleCol("scale")
          .setShapeCol("shape")
          .setLossCol("negativeElbo")
          .setClippedCol("clipped")
          .fit(FRAME);

  @TempDir Path folder;

  @Test
  void transformAddsTheColumnsThatAreSwitchedOn() {
    Dataset<Row> scored = MODEL.transform(FRAME);

    assertThat(scored.columns())
        .containsExactly(
            "id",
            "features",
            "weight",
            "coefficients",
            "scale",
            "shape",
            "negativeElbo",
            "clipped");
    assertThat(scored.schema().fieldNames())
        .isEqualTo(MODEL.transformSchema(FRAME.schema()).fieldNames());
    AttributeGroup group = AttributeGroup.fromStructField(scored.schema().apply("coefficients"));
    assertThat(group.size()).isEqualTo(4);
    double sum = 0;
    for (Row row : scored.collectAsList()) {
      sum += row.<Double>getAs("negativeElbo");
      assertThat(Arrays.stream(row.<Vector>getAs("coefficients").toArray()))
          .hasSize(4)
          .allMatch(h -> h >= 0);
    }
    assertThat(sum / ROWS.length).isCloseTo(MODEL.summary().negativeElbo(), within(1e-4 * M));
  }

  @Test
  void transformWithNothingSwitchedOnKeepsTheRows() {
    PaeNmfModel none = MODEL.copy(new ParamMap()).setOutputCol("").setScaleCol("").setShapeCol("");
    none.setLossCol("").setClippedCol("");

    assertThat(none.transform(FRAME).columns()).isEqualTo(FRAME.columns());
  }

  @Test
  void sparseAndDenseRowsAndArraysScoreAlike() {
    List<Row> dense = coefficients(MODEL.transform(FRAME));
    List<Row> sparse = coefficients(MODEL.transform(KnownTable.frame(ROWS, 3, true)));
    Dataset<Row> arrays =
        FRAME.withColumn(
            "features",
            org.apache.spark.ml.functions.vector_to_array(functions.col("features"), "float64"));

    assertThat(sparse).isEqualTo(dense);
    assertThat(coefficients(MODEL.transform(arrays))).isEqualTo(dense);
  }

  @Test
  void rowsFarFromTheTrainingRowsStayFinite() {
    double[][] far = {
      scaled(1e-6), scaled(1e3), scaled(1e6), scaled(1e30), new double[M], constant(5)
    };

    for (Row row : MODEL.transform(KnownTable.frame(far, 1, false)).collectAsList()) {
      for (String column : List.of("coefficients", "scale", "shape")) {
        assertThat(Arrays.stream(row.<Vector>getAs(column).toArray())).allMatch(Double::isFinite);
      }
      assertThat(row.<Double>getAs("negativeElbo")).isFinite();
    }
    assertThat(MODEL.transform(KnownTable.frame(far, 1, false)).filter("clipped").count())
        .isPositive();
  }

  private static List<Float> part(float[] values, int part) {
    List<Float> row = new ArrayList<>();
    for (int t = 0; t < MODEL.numFeatures(); t++) {
      row.add(values[part * MODEL.numFeatures() + t]);
    }
    return row;
  }

  @Test
  void aSavedModelScoresWithTheSameBits() throws Exception {
    String path = folder.resolve("model").toString();
    MODEL.write().save(path);
    PaeNmfModel loaded = PaeNmfModel.load(path);

    assertThat(loaded.uid()).isEqualTo(MODEL.uid());
    assertThat(loaded.extractParamMap().toString()).isEqualTo(MODEL.extractParamMap().toString());
    assertThat(loaded.summary()).isEqualTo(MODEL.summary());
    assertThat(loaded.transform(FRAME).collectAsList())
        .isEqualTo(MODEL.transform(FRAME).collectAsList());
    Dataset<Row> data = LocalSpark.session().read().parquet(path + "/data");
    assertThat(data.schema().simpleString())
        .isEqualTo(
            "struct<part:int,weights:array<float>,scaleWeights:array<float>,scaleBias:float,"
                + "shapeWeights:array<float>,shapeBias:float>");
    Weights encoder = MODEL.fitted().encoder();
    Row third = data.filter("part = 2").first();
    assertThat(data.count()).isEqualTo(4);
    assertThat(third.<Float>getList(1)).isEqualTo(part(encoder.parts(), 2));
    assertThat(third.<Float>getList(2)).isEqualTo(part(encoder.scaleCoefficients(), 2));
    assertThat(third.getFloat(3)).isEqualTo(encoder.scaleBias()[2]);
    assertThat(third.<Float>getList(4)).isEqualTo(part(encoder.shapeCoefficients(), 2));
    assertThat(third.getFloat(5)).isEqualTo(encoder.shapeBias()[2]);
    assertThatThrownBy(() -> MODEL.write().save(path)).hasMessageContaining("already exists");

    StandaloneScorer scorer = StandaloneScorer.load(Path.of(path));
    RowScore score = scorer.score(ROWS[0]);
    Row row = MODEL.transform(FRAME).filter("id = 0").first();
    assertThat(score.coefficients()[2])
        .isEqualTo((float) row.<Vector>getAs("coefficients").apply(2));
  }

  @Test
  void aPipelineWithClustersBehindIsSavedAndLoaded() throws Exception {
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new PaeNmf().setRank(3).setMaxIter(10).setInitSteps(5),
                  new KMeans().setK(2).setSeed(1).setFeaturesCol("coefficients")
                });
    pipeline.write().save(folder.resolve("pipeline").toString());
    PipelineModel fitted = Pipeline.load(folder.resolve("pipeline").toString()).fit(FRAME);
    fitted.write().save(folder.resolve("fitted").toString());
    PipelineModel loaded = PipelineModel.load(folder.resolve("fitted").toString());

    assertThat(loaded.transform(FRAME).collectAsList())
        .isEqualTo(fitted.transform(FRAME).collectAsList());
  }

  @Test
  void badRowsRaiseOrAreSkipped() {
    double[][] rows = KnownTable.rows(5, M, 4, 2);
    rows[2][7] = -3;
    Dataset<Row> bad = KnownTable.frame(rows, 1, false);

    assertThatThrownBy(() -> MODEL.transform(bad).collectAsList())
        .hasStackTraceContaining("feature 7 of a row is -3.0");
    PaeNmfModel skipping = MODEL.copy(new ParamMap()).setHandleInvalid("skip");
    assertThat(skipping.transform(bad).count()).isEqualTo(4);
    assertThatThrownBy(
            () ->
                MODEL
                    .transform(KnownTable.frame(KnownTable.rows(3, 7, 2, 1), 1, false))
                    .collectAsList())
        .hasStackTraceContaining("a row has 7 features, expected 30");
    assertThatThrownBy(() -> MODEL.transform(FRAME.drop("features")))
        .hasMessageContaining("featuresCol is features");
    assertThatThrownBy(() -> MODEL.transform(MODEL.transform(FRAME)))
        .hasMessageContaining("coefficients already exists");
  }

  private static List<Row> coefficients(Dataset<Row> scored) {
    return scored.orderBy("id").select("coefficients", "scale", "shape").collectAsList();
  }

  private static double[] scaled(double factor) {
    double[] row = ROWS[0].clone();
    for (int t = 0; t < row.length; t++) {
      row[t] *= factor;
    }
    return row;
  }

  private static double[] constant(double value) {
    double[] row = new double[M];
    Arrays.fill(row, value);
    return row;
  }
}
