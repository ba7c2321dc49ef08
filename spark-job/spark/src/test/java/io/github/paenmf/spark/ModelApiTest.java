package io.github.paenmf.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.fitted.RowPosterior;
import io.github.paenmf.spark.data.FeatureNames;
import io.github.paenmf.spark.data.InvalidRowException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ModelApiTest {

  private static final int M = 30;
  private static final int RANK = 4;
  private static final double[][] ROWS = KnownTable.rows(120, M, RANK, 11);
  private static final String[] NAMES =
      IntStream.range(0, M).mapToObj(t -> "gene" + t).toArray(String[]::new);
  private static final Dataset<Row> PLAIN = KnownTable.frame(ROWS, 2, false);
  private static final Dataset<Row> FRAME =
      PLAIN.withColumn(
          "features",
          PLAIN.col("features").as("features", FeatureNames.metadata("features", NAMES)));
  private static final PaeNmfModel MODEL =
      new PaeNmf()
          .setRank(RANK)
          .setMaxIter(25)
          .setInitSteps(10)
          .setScaleCol("scale")
          .setShapeCol("shape")
          .setLowerCol("lower")
          .setUpperCol("upper")
          .setCredibleLevel(0.8)
          .setReconstructionCol("reconstruction")
          .setLossCol("negativeElbo")
          .setClippedCol("clipped")
          .fit(FRAME);
  private static final Vector FIRST = Vectors.dense(ROWS[0]);

  @Test
  void everyOutputColumnHasTheBitsOfTheSingleRow() {
    List<Row> rows = MODEL.transform(FRAME).collectAsList();
    for (Row row : rows.subList(0, 20)) {
      Vector features = row.getAs("features");
      RowPosterior posterior = MODEL.posterior(features);
      double[] coefficients = row.<Vector>getAs("coefficients").toArray();
      double[] lower = row.<Vector>getAs("lower").toArray();
      double[] upper = row.<Vector>getAs("upper").toArray();

      assertThat(MODEL.predict(features)).isEqualTo(row.getAs("coefficients"));
      assertThat(MODEL.predict(features.toSparse())).isEqualTo(row.getAs("coefficients"));
      assertThat(MODEL.reconstruct(features)).isEqualTo(row.getAs("reconstruction"));
      assertThat(MODEL.negativeElbo(features)).isEqualTo(row.<Double>getAs("negativeElbo"));
      assertThat(lower).isEqualTo(posterior.quantile((1 - 0.8) / 2));
      assertThat(upper).isEqualTo(posterior.quantile(1 - (1 - 0.8) / 2));
      for (int j = 0; j < RANK; j++) {
        assertThat((float) row.<Vector>getAs("scale").apply(j)).isEqualTo(posterior.scale()[j]);
        assertThat((float) row.<Vector>getAs("shape").apply(j)).isEqualTo(posterior.shape()[j]);
        assertThat(coefficients[j]).isBetween(lower[j], upper[j]);
        assertThat(coefficients[j])
            .isCloseTo(posterior.median()[j], within(1e-5 * coefficients[j]));
      }
    }
  }

  @Test
  void theReconstructionIsThePartsTimesTheCoefficients() {
    Vector product = MODEL.components().multiply(MODEL.predict(FIRST).toDense());

    assertThat(MODEL.reconstruct(FIRST).toArray()).containsExactly(product.toArray(), within(1e-9));
    assertThat(Math.sqrt(Vectors.sqdist(product, FIRST)) / Vectors.norm(FIRST, 2)).isLessThan(0.25);
  }

  @Test
  void metadataCarriesSizesAndNames() {
    for (StructType schema :
        List.of(MODEL.transform(FRAME).schema(), MODEL.transformSchema(FRAME.schema()))) {
      assertThat(schema.fieldNames())
          .containsExactly(
              "id",
              "features",
              "weight",
              "coefficients",
              "scale",
              "shape",
              "lower",
              "upper",
              "reconstruction",
              "negativeElbo",
              "clipped");
      AttributeGroup coefficients = AttributeGroup.fromStructField(schema.apply("coefficients"));
      assertThat(coefficients.size()).isEqualTo(RANK);
      assertThat(coefficients.getAttr(0).name().get()).isEqualTo("part0");
      AttributeGroup rebuilt = AttributeGroup.fromStructField(schema.apply("reconstruction"));
      assertThat(rebuilt.size()).isEqualTo(M);
      assertThat(rebuilt.getAttr(3).name().get()).isEqualTo("gene3");
    }
    // Of features without names the size is known.
    PaeNmfModel nameless =
        new PaeNmfModel("x", MODEL.fitted(), null, MODEL.summary(), MODEL.posteriors())
            .setReconstructionCol("rebuilt");
    assertThat(
            AttributeGroup.fromStructField(
                    nameless.transformSchema(PLAIN.schema()).apply("rebuilt"))
                .size())
        .isEqualTo(M);
  }

  @Test
  void partsAreDescribedByTheirHeaviestFeatures() {
    Dataset<Row> described = MODEL.describeParts(3);
    Matrix parts = MODEL.components();

    assertThat(described.columns())
        .containsExactly("part", "featureIndices", "featureNames", "featureWeights");
    List<Row> rows = described.collectAsList();
    assertThat(rows).hasSize(RANK);
    for (int j = 0; j < RANK; j++) {
      List<Integer> indices = rows.get(j).getList(1);
      List<Double> weights = rows.get(j).getList(3);
      double[] part = new double[M];
      for (int t = 0; t < M; t++) {
        part[t] = parts.apply(t, j);
      }
      double[] sorted = part.clone();
      Arrays.sort(sorted);
      for (int i = 0; i < 3; i++) {
        assertThat(weights.get(i)).isEqualTo(part[indices.get(i)]).isEqualTo(sorted[M - 1 - i]);
        assertThat(rows.get(j).<String>getList(2).get(i)).isEqualTo("gene" + indices.get(i));
      }
    }
    assertThat(MODEL.describeParts().first().<Integer>getList(1)).hasSize(10);
    assertThatThrownBy(() -> MODEL.describeParts(0)).hasMessageContaining("topN is 0");
  }

  @Test
  void partsAsATable() {
    List<Row> rows = MODEL.parts().collectAsList();
    Matrix parts = MODEL.components();

    assertThat(MODEL.parts().columns())
        .containsExactly("part", "featureIndex", "feature", "weight");
    assertThat(rows).hasSize(M * RANK);
    for (Row row : rows) {
      assertThat((double) row.getFloat(3)).isEqualTo(parts.apply(row.getInt(1), row.getInt(0)));
      assertThat(row.getString(2)).isEqualTo("gene" + row.getInt(1));
    }
  }

  @Test
  void drawsFromAPosteriorHaveItsMean() {
    Matrix draws = MODEL.sample(FIRST, 4000, 9);
    RowPosterior posterior = MODEL.posterior(FIRST);

    assertThat(draws.numRows()).isEqualTo(4000);
    assertThat(draws.numCols()).isEqualTo(RANK);
    for (int j = 0; j < RANK; j++) {
      double sum = 0;
      for (int i = 0; i < 4000; i++) {
        sum += draws.apply(i, j);
      }
      assertThat(sum / 4000)
          .isCloseTo(posterior.mean()[j], within(7 * Math.sqrt(posterior.variance()[j] / 4000)));
    }
    assertThat(MODEL.sample(FIRST, 5, 9)).isEqualTo(MODEL.sample(FIRST, 5, 9));
    assertThatThrownBy(() -> MODEL.sample(FIRST, 0, 1)).hasMessageContaining("count is 0");
  }

  @Test
  void similarityIsLeastForTheRowItself() {
    Vector near = Vectors.dense(Arrays.stream(ROWS[0]).map(v -> 1.01 * v).toArray());
    Vector far = Vectors.dense(ROWS[1]);

    assertThat(MODEL.similarity(FIRST, FIRST)).isCloseTo(0, within(1e-9));
    assertThat(MODEL.similarity(FIRST, near)).isLessThan(MODEL.similarity(FIRST, far));
    assertThat(MODEL.similarity(FIRST, far)).isEqualTo(MODEL.similarity(far, FIRST));
  }

  @Test
  void theBoundOfALogLikelihoodIsMinusTheSumOfTheLosses() {
    double sum = 0;
    for (double[] row : ROWS) {
      sum += MODEL.negativeElbo(Vectors.dense(row));
    }
    assertThat(MODEL.logLikelihood(FRAME)).isCloseTo(-sum, within(1e-4 * Math.abs(sum)));

    PaeNmfModel weighted = MODEL.copy(new ParamMap()).setWeightCol("weight");
    Dataset<Row> threefold = FRAME.withColumn("weight", FRAME.col("weight").multiply(3));
    assertThat(weighted.logLikelihood(threefold)).isCloseTo(-3 * sum, within(3e-4 * Math.abs(sum)));
  }

  @Test
  void evaluateTakesATableThatIsTransformedAlready() {
    Dataset<Row> transformed = MODEL.transform(FRAME);

    assertThat(MODEL.evaluate(transformed).negativeElbo())
        .isEqualTo(MODEL.evaluate(FRAME).negativeElbo());
  }

  @Test
  void singleRowsThatAreNoDataAreRefused() {
    assertThatThrownBy(() -> MODEL.predict(Vectors.dense(1, 2)))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageContaining("2 features, expected 30");
    double[] negative = ROWS[0].clone();
    negative[4] = -1;
    assertThatThrownBy(() -> MODEL.posterior(Vectors.dense(negative)))
        .hasMessageContaining("feature 4 (gene4) of a row is -1.0");
  }

  @Test
  void aModelIsAFunctionOfSql() {
    PaeNmfFunctions.register(LocalSpark.session(), MODEL, "paenmf");
    FRAME.createOrReplaceTempView("faces");
    List<Row> rows =
        LocalSpark.session()
            .sql(
                "SELECT id, features, s.coefficients[2] AS third, s.negativeElbo, s.clipped"
                    + " FROM (SELECT id, features, paenmf(features) AS s FROM faces) WHERE id < 9")
            .collectAsList();

    assertThat(rows).hasSize(9);
    for (Row row : rows) {
      assertThat(row.getDouble(2)).isEqualTo(MODEL.predict(row.getAs("features")).apply(2));
      assertThat(row.getDouble(3)).isEqualTo(MODEL.negativeElbo(row.getAs("features")));
      assertThat(row.getBoolean(4)).isFalse();
    }
    assertThat(
            LocalSpark.session()
                .sql("SELECT paenmf(array(%s)).shape AS s".formatted("1.5F" + ", 1.5F".repeat(29)))
                .first()
                .<Double>getList(0))
        .hasSize(RANK);
  }
}
