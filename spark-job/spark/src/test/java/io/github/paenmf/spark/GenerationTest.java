package io.github.paenmf.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.fitted.RowPosterior;
import io.github.paenmf.core.fitted.RowScore;
import io.github.paenmf.core.fitted.RowScorer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationTest {

  private static final int M = 30;
  private static final double[][] ROWS = KnownTable.rows(120, M, 4, 11);
  private static final Dataset<Row> FRAME = KnownTable.frame(ROWS, 2, false);
  private static final PaeNmfModel MODEL = estimator().fit(FRAME);

  @TempDir Path folder;

  private static PaeNmf estimator() {
    return new PaeNmf().setRank(4).setMaxIter(25).setInitSteps(10).setSeed(5);
  }

  @Test
  void posteriorsOfTrainingRowsAreKeptWhereverTheFitRan() throws Exception {
    PaeNmfModel distributed =
        estimator().setSource("distributed").setPartitions(1).fit(FRAME.repartition(5));
    String path = folder.resolve("model").toString();
    MODEL.write().save(path);

    assertThat(MODEL.posteriors().count()).isEqualTo(ROWS.length);
    assertThat(distributed.posteriors()).usingRecursiveComparison().isEqualTo(MODEL.posteriors());
    assertThat(PaeNmfModel.load(path).posteriors())
        .usingRecursiveComparison()
        .isEqualTo(MODEL.posteriors());
    PaeNmfModel none = estimator().setStoredRows(0).fit(FRAME);
    assertThat(none.posteriors().count()).isZero();
    assertThat(none.summary().passes()).isEqualTo(MODEL.summary().passes() - 1);
    assertThatThrownBy(() -> none.generate(1, 1, GenerateFrom.AGGREGATE, false))
        .hasMessageContaining("keeps no posteriors");
    assertThat(estimator().setStoredRows(7).fit(FRAME).posteriors().count()).isEqualTo(7);
  }

  @Test
  void theSameRowsComeWhateverThePartitions() {
    Dataset<Row> rows = MODEL.generate(500, 3, GenerateFrom.AGGREGATE, true);
    LocalSpark.session().conf().set("spark.sql.leafNodeDefaultParallelism", "7");
    try {
      Dataset<Row> again = MODEL.generate(500, 3, GenerateFrom.AGGREGATE, true);
      assertThat(again.javaRDD().getNumPartitions()).isEqualTo(7);
      assertThat(again.collectAsList()).isEqualTo(rows.collectAsList());
    } finally {
      LocalSpark.session().conf().unset("spark.sql.leafNodeDefaultParallelism");
    }
    assertThat(MODEL.generate(500, 4, GenerateFrom.AGGREGATE, true).first())
        .isNotEqualTo(rows.first());
    assertThat(rows.columns()).containsExactly("id", "features", "coefficients");
    assertThat(MODEL.generate(0, 1, GenerateFrom.PRIOR, false).count()).isZero();
    assertThatThrownBy(() -> MODEL.generate(-1, 1, GenerateFrom.PRIOR, false))
        .hasMessageContaining("count is -1");
  }

  @Test
  void theAggregateHasTheMeanOfTheTable() {
    double[] mean = new double[M];
    for (double[] row : ROWS) {
      for (int t = 0; t < M; t++) {
        mean[t] += row[t] / ROWS.length;
      }
    }
    double[] drawn = new double[M];
    List<Row> rows = MODEL.generate(6000, 1, GenerateFrom.AGGREGATE, false).collectAsList();
    for (Row row : rows) {
      double[] values = row.<Vector>getAs("features").toArray();
      assertThat(Arrays.stream(values)).allMatch(v -> v >= 0);
      for (int t = 0; t < M; t++) {
        drawn[t] += values[t] / rows.size();
      }
    }

    assertThat(drawn).containsExactly(mean, within(0.15));
  }

  @Test
  void rowsLikeGivenOnesAreDrawnFromTheirPosteriors() {
    Dataset<Row> like = MODEL.generateLike(FRAME, 250, 2, false);
    List<Row> rows = like.collectAsList();

    assertThat(like.columns()).containsExactly("id", "features", "weight", "draw", "coefficients");
    assertThat(rows).hasSize(250);
    assertThat(rows.stream().filter(row -> row.<Integer>getAs("id") == 0)).hasSize(3);
    assertThat(rows.stream().filter(row -> row.<Integer>getAs("id") == 100)).hasSize(2);
    assertThat(MODEL.generateLike(FRAME.coalesce(1), 250, 2, false).collectAsList())
        .containsExactlyInAnyOrderElementsOf(rows);
    RowScore score = new RowScorer(MODEL.fitted()).score(narrow(ROWS[0]), false);
    RowPosterior posterior = new RowPosterior(score.scale(), score.shape());
    List<Row> many = MODEL.generateLike(FRAME.limit(1), 3000, 2, false).collectAsList();
    double mean =
        many.stream()
            .mapToDouble(row -> row.<Vector>getAs("coefficients").apply(1))
            .average()
            .orElseThrow();
    assertThat(mean)
        .isCloseTo(
            posterior.mean()[1], within(7 * Math.sqrt(posterior.variance()[1] / many.size())));
    assertThatThrownBy(() -> MODEL.generateLike(FRAME.filter("id < 0"), 1, 1, false))
        .hasMessageContaining("no rows");
    assertThatThrownBy(() -> MODEL.generateLike(like, 1, 1, false))
        .hasMessageContaining("draw already exists");
  }

  @Test
  void newRowsCarryTheNamesOfTheModel() {
    String[] names = new String[M];
    Arrays.setAll(names, t -> "gene" + t);
    PaeNmfModel named =
        new PaeNmfModel("named", MODEL.fitted(), names, MODEL.summary(), MODEL.posteriors());
    PaeNmfModel renamed = named.copy(new ParamMap()).setFeaturesCol("new").setOutputCol("");
    Dataset<Row> rows = renamed.generate(3, 1, GenerateFrom.PRIOR, false);

    assertThat(rows.columns()).containsExactly("id", "new", "latents");
    assertThat(AttributeGroup.fromStructField(rows.schema().apply("new")).getAttr(29).name().get())
        .isEqualTo("gene29");
  }

  private static float[] narrow(double[] row) {
    float[] values = new float[row.length];
    for (int t = 0; t < row.length; t++) {
      values[t] = (float) row[t];
    }
    return values;
  }
}
