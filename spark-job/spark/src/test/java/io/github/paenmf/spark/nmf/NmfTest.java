package io.github.paenmf.spark.nmf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.paenmf.spark.KnownTable;
import io.github.paenmf.spark.LocalSpark;
import io.github.paenmf.spark.data.FeatureNames;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
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

class NmfTest {

  private static final int M = 30;
  private static final double[][] ROWS = KnownTable.rows(120, M, 4, 11);
  private static final Dataset<Row> FRAME = KnownTable.frame(ROWS, 2, false);
  private static final NmfModel MODEL =
      new Nmf().setRank(4).setMaxIter(60).setTol(0).setLossCol("error").fit(FRAME);

  @TempDir Path folder;

  @Test
  void theTableIsExplained() {
    assertThat(MODEL.summary().relativeError()).isLessThan(0.12);
    assertThat(MODEL.summary().rounds()).isEqualTo(60);
    assertThat(MODEL.summary().relativeErrorHistory()).hasSize(60);
    assertThat(MODEL.summary().source()).isEqualTo("in-process");
    assertThat(MODEL.components().numRows()).isEqualTo(M);
    assertThat(MODEL.components().numCols()).isEqualTo(4);
  }

  @Test
  void transformSolvesEveryRowToConvergence() {
    Dataset<Row> solved = MODEL.transform(FRAME);

    assertThat(solved.columns())
        .containsExactly("id", "features", "weight", "coefficients", "error");
    assertThat(solved.schema().fieldNames())
        .isEqualTo(MODEL.transformSchema(FRAME.schema()).fieldNames());
    assertThat(AttributeGroup.fromStructField(solved.schema().apply("coefficients")).size())
        .isEqualTo(4);
    double error = 0;
    double norm = 0;
    for (Row row : solved.collectAsList()) {
      error += row.<Double>getAs("error");
      Vector h = row.getAs("coefficients");
      assertThat(Arrays.stream(h.toArray())).allMatch(value -> value >= 0);
      assertThat(MODEL.predict(row.getAs("features"))).isEqualTo(h);
      norm += Arrays.stream(row.<Vector>getAs("features").toArray()).map(v -> v * v).sum();
    }
    assertThat(Math.sqrt(error / norm)).isCloseTo(MODEL.summary().relativeError(), within(1e-4));
    assertThat(MODEL.evaluate(FRAME).relativeError())
        .isCloseTo(MODEL.summary().relativeError(), within(1e-6));
  }

  @Test
  void distributedFitsHaveTheSameBitsAsThoseInProcess() {
    Nmf nmf = new Nmf().setRank(3).setMaxIter(15).setTol(0).setPartitions(3);
    NmfModel inProcess = nmf.copy(new ParamMap()).setSource("in-process").fit(FRAME);
    NmfModel distributed =
        nmf.copy(new ParamMap()).setSource("distributed").fit(FRAME.repartition(5));

    assertThat(distributed.summary().source()).isEqualTo("distributed");
    assertThat(distributed.components()).isEqualTo(inProcess.components());
  }

  @Test
  void aWeightOfTwoIsTheRowTwice() {
    Nmf nmf = new Nmf().setRank(3).setMaxIter(10).setTol(0).setWeightCol("weight");
    Dataset<Row> weighted =
        FRAME.withColumn("weight", functions.when(FRAME.col("id").lt(40), 2.0).otherwise(1.0));
    Dataset<Row> twice = FRAME.union(FRAME.filter("id < 40"));

    assertThat(nmf.fit(weighted).summary().relativeError())
        .isCloseTo(nmf.fit(twice).summary().relativeError(), within(1e-4));
  }

  @Test
  void bothSolversAndStartsFit() {
    for (String solver : List.of("hals", "multiplicative")) {
      for (String start : List.of("nndsvd", "random")) {
        NmfModel model =
            new Nmf().setRank(4).setMaxIter(40).setSolver(solver).setInitMode(start).fit(FRAME);
        assertThat(model.summary().relativeError()).as(solver + " " + start).isLessThan(0.25);
      }
    }
  }

  @Test
  void aSavedModelSolvesWithTheSameBits() throws Exception {
    String[] names = IntStream.range(0, M).mapToObj(t -> "gene" + t).toArray(String[]::new);
    Dataset<Row> named =
        FRAME.withColumn(
            "features",
            FRAME.col("features").as("features", FeatureNames.metadata("features", names)));
    NmfModel model = new Nmf().setRank(3).setMaxIter(5).fit(named);
    String path = folder.resolve("model").toString();
    model.write().save(path);
    NmfModel loaded = NmfModel.load(path);

    assertThat(loaded.uid()).isEqualTo(model.uid());
    assertThat(loaded.featureNames()).isEqualTo(names);
    assertThat(loaded.summary()).isEqualTo(model.summary());
    assertThat(loaded.extractParamMap().toString()).isEqualTo(model.extractParamMap().toString());
    assertThat(loaded.transform(FRAME).collectAsList())
        .isEqualTo(model.transform(FRAME).collectAsList());
    assertThat(LocalSpark.session().read().parquet(path + "/data").count()).isEqualTo(3);
    assertThat(folder.resolve("model/standalone/parts.npy")).exists();
    assertThatThrownBy(() -> model.write().save(path)).hasMessageContaining("already exists");

    Path parts = folder.resolve("model/standalone/parts.npy");
    byte[] bytes = Files.readAllBytes(parts);
    bytes[bytes.length - 1] ^= 1;
    Files.write(parts, bytes);
    assertThatThrownBy(() -> NmfModel.load(path)).hasMessageContaining("parts.npy");
  }

  @Test
  void aPipelineWithClustersBehindIsSavedAndLoaded() throws Exception {
    PipelineModel fitted =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new Nmf().setRank(3).setMaxIter(5),
                  new KMeans().setK(2).setSeed(1).setFeaturesCol("coefficients")
                })
            .fit(FRAME);
    fitted.write().save(folder.resolve("fitted").toString());

    assertThat(
            PipelineModel.load(folder.resolve("fitted").toString())
                .transform(FRAME)
                .collectAsList())
        .isEqualTo(fitted.transform(FRAME).collectAsList());
  }

  @Test
  void badInputIsNamed() {
    double[][] rows = KnownTable.rows(5, M, 4, 2);
    rows[2][7] = -3;
    Dataset<Row> bad = KnownTable.frame(rows, 1, false);

    assertThatThrownBy(() -> new Nmf().setRank(2).fit(bad))
        .hasMessageContaining("feature 7 of a row is -3.0");
    assertThat(new Nmf().setRank(2).setHandleInvalid("skip").fit(bad).summary().n()).isEqualTo(4);
    assertThatThrownBy(() -> new Nmf().setRank(31).fit(FRAME))
        .hasMessageContaining("rank is 31, expected 1 to 30");
    assertThatThrownBy(() -> new Nmf().setFeaturesCol("none").fit(FRAME))
        .hasMessageContaining("featuresCol is none, but the columns are");
    assertThatThrownBy(() -> new Nmf().setSolver("adam")).hasMessageContaining("solver");
    assertThatThrownBy(() -> MODEL.transform(MODEL.transform(FRAME)))
        .hasMessageContaining("coefficients already exists");
    assertThatThrownBy(() -> new NmfModel().transform(FRAME)).hasMessageContaining("is empty");
  }

  @Test
  void facesAreExplainedAsWellAsPlainNmfCan() throws Exception {
    Path file = Path.of(System.getProperty("data.dir"), "cbcl_faces/cbcl_faces_train.csv.gz");
    assumeTrue(Files.exists(file), "the faces are not at " + file);
    double[][] rows;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      rows =
          lines
              .lines()
              .map(
                  line ->
                      Arrays.stream(line.split(","))
                          .mapToDouble(v -> Double.parseDouble(v) / 255)
                          .toArray())
              .toArray(double[][]::new);
    }

    NmfModel model = new Nmf().setRank(9).fit(KnownTable.frame(rows, 2, false));

    // Plain NMF's error at convergence is .1577.
    assertThat(model.summary().relativeError()).isCloseTo(.1577, within(.0016));
  }
}
