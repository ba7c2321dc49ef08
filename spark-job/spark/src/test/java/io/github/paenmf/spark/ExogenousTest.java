package io.github.paenmf.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.fitted.RowScore;
import io.github.paenmf.core.io.StandaloneScorer;
import io.github.paenmf.spark.data.InvalidRowException;
import io.github.paenmf.spark.nmf.Nmf;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extra inputs of the encoder, in a column of their own. */
class ExogenousTest {

  private static final int M = 12;
  private static final double[][] ROWS = KnownTable.rows(160, M, 3, 7, 0.2);
  private static final Dataset<Row> TABLE = Tables.withInputs(KnownTable.frame(ROWS, 2, false));
  private static final PaeNmfModel MODEL = estimator().fit(TABLE);

  @TempDir private Path folder;

  private static PaeNmf estimator() {
    return new PaeNmf("test")
        .setRank(3)
        .setMaxIter(8)
        .setInitSteps(5)
        .setTol(0)
        .setSeed(3)
        .setStoredRows(20)
        .setExogenousCol("inputs")
        .setWeightCol("weight");
  }

  @Test
  void inProcessAndDistributedSparseAndDenseGiveTheSameBits() {
    PaeNmf nmf = estimator().setPartitions(5);
    PaeNmfModel expected = nmf.fit(TABLE);
    PaeNmfModel distributed =
        nmf.copy(new ParamMap())
            .setSource("distributed")
            .fit(Tables.withInputs(KnownTable.frame(ROWS, 3, true)).orderBy(functions.rand(5)));

    assertThat(distributed.summary().source()).isEqualTo("distributed");
    assertThat(ModelBits.of(distributed)).isEqualTo(ModelBits.of(expected));
    assertThat(distributed.posteriors())
        .usingRecursiveComparison()
        .isEqualTo(expected.posteriors());
    assertThat(distributed.summary().fingerprint()).isEqualTo(expected.summary().fingerprint());
  }

  @Test
  void theInputsTell() {
    PaeNmfModel without = estimator().setExogenousCol("").fit(TABLE);

    assertThat(MODEL.summary().negativeElbo()).isLessThan(without.summary().negativeElbo() - 0.05);
    assertThat(MODEL.summary().fingerprint()).isNotEqualTo(without.summary().fingerprint());
    assertThat(MODEL.fitted().exogenousInputs()).isEqualTo(3);
    assertThat(without.fitted().exogenousInputs()).isZero();
  }

  @Test
  void arraysAndSingleNumbersAreTakenToo() {
    Dataset<Row> arrays =
        TABLE.withColumn(
            "inputs",
            org.apache.spark.ml.functions.vector_to_array(TABLE.col("inputs"), "float64"));
    assertThat(ModelBits.of(estimator().fit(arrays))).isEqualTo(ModelBits.of(MODEL));
    assertThat(MODEL.transform(arrays).select("coefficients").collectAsList())
        .isEqualTo(MODEL.transform(TABLE).select("coefficients").collectAsList());

    PaeNmfModel one = estimator().setExogenousCol("id").fit(TABLE);
    assertThat(one.fitted().exogenousInputs()).isEqualTo(1);
    assertThat(one.transform(TABLE).count()).isEqualTo(ROWS.length);
  }

  @Test
  void everyColumnHasTheBitsOfTheSingleRow() {
    PaeNmfModel all =
        MODEL
            .copy(new ParamMap())
            .setScaleCol("scale")
            .setShapeCol("shape")
            .setLowerCol("lower")
            .setUpperCol("upper")
            .setReconstructionCol("rebuilt")
            .setLossCol("loss")
            .setClippedCol("clipped");
    List<Row> alone = MODEL.transform(TABLE).select("coefficients").collectAsList();
    List<Row> rows = all.transform(TABLE).collectAsList();
    for (int i = 0; i < 20; i++) {
      Row row = rows.get(i);
      Vector features = row.getAs("features");
      Vector inputs = row.getAs("inputs");
      assertThat(all.predict(features, inputs))
          .isEqualTo(row.getAs("coefficients"))
          .isEqualTo(alone.get(i).getAs(0));
      assertThat(all.reconstruct(features, inputs)).isEqualTo(row.getAs("rebuilt"));
      assertThat(all.negativeElbo(features, inputs)).isEqualTo(row.<Double>getAs("loss"));
      assertThat(all.posterior(features, inputs).quantile((1 - 0.95) / 2))
          .isEqualTo(row.<Vector>getAs("lower").toArray());
      assertThat(all.sample(all.posterior(features, inputs), 2, 1).numRows()).isEqualTo(2);
    }
    assertThat(all.transformSchema(TABLE.schema()).fieldNames())
        .isEqualTo(all.transform(TABLE).columns());
  }

  @Test
  void evaluateIsTheMeanOfTheLosses() {
    PaeNmfModel judging = MODEL.copy(new ParamMap()).setLossCol("negativeElbo");
    double expected =
        new PaeNmfEvaluator().setWeightCol("weight").evaluate(judging.transform(TABLE));

    assertThat(MODEL.evaluate(TABLE).negativeElbo()).isCloseTo(expected, within(1e-3));
    assertThat(MODEL.evaluate(TABLE).negativeElbo()).isEqualTo(MODEL.summary().negativeElbo());
    assertThat(MODEL.copy(new ParamMap()).setSource("distributed").evaluate(TABLE).negativeElbo())
        .isCloseTo(MODEL.summary().negativeElbo(), within(1e-9));
  }

  @Test
  void columnsThatAreNotWhatTheyShouldBeAreNamed() {
    assertThatThrownBy(() -> estimator().setExogenousCol("none").fit(TABLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("exogenousCol is none, but the columns are id");
    Dataset<Row> text = TABLE.withColumn("inputs", functions.lit("text"));
    assertThatThrownBy(() -> estimator().fit(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("exogenousCol inputs is of type string, expected a vector");
    assertThatThrownBy(() -> MODEL.transformSchema(text.schema()))
        .hasMessageContaining("exogenousCol inputs is of type string");
    assertThatThrownBy(() -> MODEL.copy(new ParamMap()).setExogenousCol("").transform(TABLE))
        .hasMessageContaining("exogenousCol is empty, expected the column of the 3 extra inputs");
    assertThatThrownBy(() -> MODEL.copy(new ParamMap()).setExogenousCol("id").transform(TABLE))
        .hasMessageContaining("exogenousCol id holds 1 extra inputs, expected 3");
    PaeNmfModel without = estimator().setExogenousCol("").setMaxIter(1).fit(TABLE);
    assertThatThrownBy(() -> without.setExogenousCol("inputs").transform(TABLE))
        .hasMessageContaining("the model was fitted without extra inputs");
    Dataset<Row> sized =
        new VectorAssembler()
            .setInputCols(new String[] {"id", "weight"})
            .setOutputCol("two")
            .transform(TABLE);
    assertThatThrownBy(
            () -> MODEL.copy(new ParamMap()).setExogenousCol("two").transformSchema(sized.schema()))
        .hasMessageContaining("exogenousCol two holds 2 extra inputs, expected 3");
    assertThatThrownBy(() -> MODEL.predict(Vectors.dense(ROWS[0]), Vectors.dense(1, 2)))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageContaining("has 2 extra inputs, expected 3");
    assertThatThrownBy(() -> MODEL.predict(Vectors.dense(ROWS[0])))
        .hasMessageContaining("0 extra inputs, the model reads 3");
  }

  @Test
  void badInputsRaiseOrAreSkipped() {
    Dataset<Row> table = Tables.broken();
    assertThatThrownBy(() -> estimator().fit(table))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageContaining("of column inputs of a row is");
    assertThatThrownBy(() -> MODEL.transform(table).collectAsList())
        .hasStackTraceContaining("expected a finite number");

    PaeNmfModel skipping = estimator().setHandleInvalid("skip").fit(table);
    assertThat(ModelBits.of(skipping))
        .isEqualTo(ModelBits.of(estimator().fit(TABLE.filter("id <> 3 AND id <> 4"))));
    assertThat(skipping.transform(table).count()).isEqualTo(ROWS.length - 2);
  }

  @Test
  void aSavedModelScoresWithTheSameBitsWithSparkAndWithout() throws Exception {
    PipelineModel pipeline = new Pipeline().setStages(new PipelineStage[] {estimator()}).fit(TABLE);
    pipeline.write().save(folder.resolve("pipeline").toString());
    PaeNmfModel loaded =
        (PaeNmfModel) PipelineModel.load(folder.resolve("pipeline").toString()).stages()[0];

    assertThat(loaded.getExogenousCol()).isEqualTo("inputs");
    assertThat(loaded.fitted().encoder())
        .usingRecursiveComparison()
        .isEqualTo(MODEL.fitted().encoder());
    assertThat(loaded.fitted().training())
        .usingRecursiveComparison()
        .isEqualTo(MODEL.fitted().training());
    assertThat(loaded.fitted().whitening())
        .usingRecursiveComparison()
        .isEqualTo(MODEL.fitted().whitening());
    assertThat(loaded.transform(TABLE).collectAsList())
        .isEqualTo(MODEL.transform(TABLE).collectAsList());
    assertThat(estimator().setMaxIter(2).fitFrom(loaded, TABLE).components())
        .isEqualTo(estimator().setMaxIter(2).fitFrom(MODEL, TABLE).components());

    StandaloneScorer scorer = StandaloneScorer.load(folder.resolve("pipeline"));
    Row first = TABLE.first();
    Vector features = first.getAs("features");
    Vector inputs = first.getAs("inputs");
    RowScore score = scorer.score(features.toArray(), inputs.toArray());
    assertThat(WideVectors.of(score.coefficients())).isEqualTo(MODEL.predict(features, inputs));
    assertThat(score.negativeElbo()).isEqualTo(MODEL.negativeElbo(features, inputs));
  }

  @Test
  void aFitGoesOnFromACheckpointOfTheSameInputsAlone() {
    String checkpoints = folder.resolve("checkpoints").toString();
    PaeNmf saving = estimator().setCheckpointDir(checkpoints).setCheckpointInterval(5);
    saving.fit(TABLE);

    assertThat(ModelBits.of(saving.copy(new ParamMap()).setResume(true).fit(TABLE)))
        .isEqualTo(ModelBits.of(MODEL));
    assertThatThrownBy(() -> saving.copy(new ParamMap()).setResume(true).fit(Tables.changed()))
        .hasMessageContaining("table.contentHash is");
  }

  @Test
  void inSqlTheInputsAreTheSecondArgument() {
    PaeNmfFunctions.register(LocalSpark.session(), MODEL, "paenmf_with_inputs");
    TABLE.createOrReplaceTempView("rows_with_inputs");
    Row row =
        LocalSpark.session()
            .sql(
                "SELECT features, inputs, paenmf_with_inputs(features, inputs).negativeElbo"
                    + " FROM rows_with_inputs WHERE id = 5")
            .first();

    assertThat(row.getDouble(2))
        .isEqualTo(MODEL.negativeElbo(row.getAs("features"), row.getAs("inputs")));
    assertThatThrownBy(
            () ->
                LocalSpark.session()
                    .sql("SELECT paenmf_with_inputs(features) FROM rows_with_inputs")
                    .collectAsList())
        .hasMessageContaining("paenmf_with_inputs");
  }

  @Test
  void newRowsAreDrawnLikeGivenOnes() {
    Dataset<Row> like = TABLE.limit(4);
    List<Row> drawn = MODEL.generateLike(like, 8, 2, false).collectAsList();

    assertThat(drawn).hasSize(8);
    assertThat(MODEL.generate(5, 1, GenerateFrom.AGGREGATE, false).count()).isEqualTo(5);
  }

  @Test
  void ranksAreChosenWithThem() {
    RankSelectorModel selected =
        new RankSelector().setRanks(2, 3).setEstimator(estimator()).fit(TABLE);

    assertThat(selected.transform(TABLE).columns()).contains("coefficients");
    assertThat(ModelBits.of(selected.bestModel()))
        .isEqualTo(ModelBits.of(estimator().setRank(selected.bestModel().getRank()).fit(TABLE)));

    PaeNmf judged = estimator().setLossCol("negativeElbo");
    CrossValidatorModel validated =
        new CrossValidator()
            .setEstimator(judged)
            .setEstimatorParamMaps(
                new ParamGridBuilder().addGrid(judged.rank(), new int[] {1, 3}).build())
            .setEvaluator(new PaeNmfEvaluator())
            .setNumFolds(2)
            .setSeed(1)
            .fit(TABLE);
    assertThat(((PaeNmfModel) validated.bestModel()).fitted().exogenousInputs()).isEqualTo(3);
  }

  @Test
  void plainFactorisationHasNoEncoderToReadThem() {
    assertThat(new Nmf().hasParam("exogenousCol")).isFalse();
    assertThat(new PaeNmf().hasParam("exogenousCol")).isTrue();
  }

  /** Apart from the tests, whose class is not ready yet when its tables are made. */
  private static final class Tables {

    /** The logarithm of a row's sum, its number, and whether it is odd; and weights. */
    static Dataset<Row> withInputs(Dataset<Row> table) {
      UDF2<Vector, Integer, Vector> inputs =
          (row, id) ->
              Vectors.dense(
                  Math.log(Arrays.stream(row.toArray()).sum() + 0.1),
                  -5 * id,
                  id % 2 == 0 ? 1 : -1);
      return table
          .withColumn(
              "inputs",
              functions
                  .udf(inputs, SQLDataTypes.VectorType())
                  .apply(table.col("features"), table.col("id")))
          .withColumn("weight", table.col("id").mod(3).plus(0.5));
    }

    /** Rows of ids 3 and 4 have inputs that are none. */
    static Dataset<Row> broken() {
      UDF2<Vector, Integer, Vector> broken =
          (inputs, id) -> id == 3 ? null : id == 4 ? Vectors.dense(Double.NaN, 1, 2) : inputs;
      return inputs(broken);
    }

    /** The row of id 7 has other inputs. */
    static Dataset<Row> changed() {
      UDF2<Vector, Integer, Vector> changed =
          (inputs, id) -> id == 7 ? Vectors.dense(1, 2, 3) : inputs;
      return inputs(changed);
    }

    private static Dataset<Row> inputs(UDF2<Vector, Integer, Vector> change) {
      return TABLE.withColumn(
          "inputs",
          functions
              .udf(change, SQLDataTypes.VectorType())
              .apply(TABLE.col("inputs"), TABLE.col("id")));
    }
  }
}
