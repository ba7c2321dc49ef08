package io.github.paenmf.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.spark.data.FeatureNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fits that go on from a saved model. */
class InitialModelTest {

  private static final int M = 30;
  private static final double[][] ROWS = KnownTable.rows(300, M, 4, 7, 0.3);
  private static final Dataset<Row> TABLE = KnownTable.frame(ROWS, 2, false);
  private static final Dataset<Row> FRESH =
      KnownTable.frame(Arrays.copyOfRange(KnownTable.rows(400, M, 4, 7, 0.3), 300, 400), 2, false);
  private static final PaeNmfModel FIRST = estimator().fit(named(TABLE, "f"));

  @TempDir private Path folder;

  private static PaeNmf estimator() {
    return new PaeNmf().setRank(4).setSeed(3);
  }

  private static Dataset<Row> named(Dataset<Row> table, String prefix) {
    String[] names = IntStream.range(0, M).mapToObj(t -> prefix + t).toArray(String[]::new);
    return table.withColumn(
        "features",
        functions.col("features").as("features", FeatureNames.metadata("features", names)));
  }

  @Test
  void onTheSameRowsItEndsNoWorseInFarFewerRounds() {
    PaeNmfModel again = estimator().fitFrom(FIRST, TABLE);

    assertThat(again.summary().negativeElbo())
        .isLessThanOrEqualTo(FIRST.summary().negativeElbo() + 1e-5 * M);
    assertThat(again.summary().rounds()).isLessThanOrEqualTo(FIRST.summary().rounds() / 2);
  }

  @Test
  void onNewRowsItBeatsAColdStartOfAsManyRounds() {
    PaeNmf few = estimator().setMaxIter(5).setInitSteps(5);

    PaeNmfModel cold = few.fit(FRESH);
    PaeNmfModel warm = few.fitFrom(FIRST, FRESH);

    assertThat(warm.summary().n()).isEqualTo(100);
    assertThat(warm.summary().negativeElbo()).isLessThan(cold.summary().negativeElbo());
  }

  @Test
  void aFolderOfAModelOrAPipelineIsTakenAndDistributedRowsToo() throws IOException {
    String model = folder.resolve("model").toString();
    FIRST.write().save(model);
    String pipeline = folder.resolve("pipeline").toString();
    PipelineModel of = new Pipeline().setStages(new PipelineStage[] {FIRST}).fit(TABLE);
    of.write().save(pipeline);

    PaeNmf few = estimator().setMaxIter(3).setPartitions(3);
    double[] direct = few.fitFrom(FIRST, FRESH).components().toArray();
    assertThat(few.setInitialModel(model).fit(FRESH).components().toArray()).isEqualTo(direct);
    assertThat(few.setInitialModel(pipeline).fit(FRESH).components().toArray()).isEqualTo(direct);
    PaeNmfModel distributed = few.setSource("distributed").fit(FRESH);
    assertThat(distributed.summary().source()).isEqualTo("distributed");
    assertThat(distributed.components().toArray()).isEqualTo(direct);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> estimator().fitFrom(FIRST, named(TABLE, "g")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("feature 0 is 'g0', expected 'f0'");
    assertThatThrownBy(() -> estimator().setRank(5).fitFrom(FIRST, TABLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rank is 5, expected 4");
    assertThatThrownBy(() -> estimator().setEncoderActivation("relu").fitFrom(FIRST, TABLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected SOFTPLUS8 and EXP");
    assertThatThrownBy(
            () -> estimator().setInitialModel(folder.resolve("absent").toString()).fit(TABLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void settingsThatContradictEachOtherAreRefused() {
    PaeNmf estimator = estimator().setSolver("l-bfgs").setSampling("random");
    assertThatThrownBy(estimator::checkSettings)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sampling is RANDOM");
    assertThatThrownBy(() -> estimator.fit(TABLE)).isInstanceOf(IllegalArgumentException.class);
  }
}
