package io.github.paenmf.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.core.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaeNmfCheckpointTest {

  private static final int M = 20;
  private static final double[][] ROWS = KnownTable.rows(150, M, 3, 7);
  private static final PaeNmfModel WHOLE = estimator().fit(table());

  @TempDir Path temporary;

  private static PaeNmf estimator() {
    return new PaeNmf("test")
        .setRank(3)
        .setMaxIter(12)
        .setInitSteps(5)
        .setTol(0)
        .setSeed(3)
        .setStoredRows(0);
  }

  private static Dataset<Row> table() {
    return KnownTable.frame(ROWS, 2, false);
  }

  private PaeNmf saving() {
    return estimator().setCheckpointDir(folder()).setCheckpointInterval(4);
  }

  private String folder() {
    return temporary.resolve("fit").toString();
  }

  /** Stops a fit after so many passes, counted by the jobs of a distributed source. */
  private void stopAfter(int passes) {
    PaeNmf stopping = saving().setSource("distributed");
    SparkListener counting =
        new SparkListener() {
          private int jobs;

          @Override
          public void onJobStart(SparkListenerJobStart job) {
            String text = String.valueOf(job.properties().get("spark.job.description"));
            if (text.startsWith("PAE-NMF: ") && !text.endsWith("blocks") && ++jobs == passes) {
              stopping.requestStop();
            }
          }
        };
    LocalSpark.session().sparkContext().addSparkListener(counting);
    try {
      assertThatThrownBy(() -> stopping.fit(table()))
          .isInstanceOf(FitStoppedException.class)
          .hasMessageContaining("stopped after")
          .hasMessageContaining("saved in " + folder());
    } finally {
      LocalSpark.session().sparkContext().removeSparkListener(counting);
    }
  }

  @ParameterizedTest
  @CsvSource({"2, distributed", "7, in-process", "14, distributed"})
  void aStoppedFitGoesOnWithTheSameBits(int passes, String source) throws IOException {
    stopAfter(passes);

    PaeNmfModel resumed = saving().setSource(source).setResume(true).fit(table());

    assertSameBits(resumed);
    assertThat(resumed.summary().passes()).isEqualTo(WHOLE.summary().passes());
    // Until the model is saved the last checkpoint is all there is.
    assertThat(names()).contains("fit").hasSize(3);
    saving().deleteCheckpoints();
    assertThat(Path.of(folder())).doesNotExist();
  }

  @Test
  void aFinishedFitIsNotComputedAgain() {
    saving().fit(table());
    PaeNmfModel again = saving().setResume(true).fit(table());

    assertSameBits(again);
    assertThat(again.summary().backend()).isEqualTo(WHOLE.summary().backend());
  }

  @Test
  void checkpointsAreWrittenEveryInterval() throws IOException {
    saving().setCheckpointInterval(-1).fit(table());
    assertThat(names()).containsExactly("fit", "state-00000001");
    saving().deleteCheckpoints();

    saving().setCheckpointInterval(1).fit(table());
    int passes = WHOLE.summary().passes();
    assertThat(names())
        .containsExactly("fit", "state-%08d".formatted(passes - 1), "state-%08d".formatted(passes));
  }

  @Test
  void withoutResumeAFolderThatHoldsAFitIsLeftAlone() {
    saving().fit(table());

    assertThatThrownBy(() -> saving().fit(table()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(folder() + " holds the checkpoints of a fit");
  }

  @Test
  void ofOtherParamsOrAnotherTableWhatDiffersIsNamed() {
    saving().fit(table());

    assertThatThrownBy(() -> saving().setResume(true).setRank(4).fit(table()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("rank is 4, in the checkpoint 3");
    assertThatThrownBy(() -> saving().setResume(true).setPartitions(5).fit(table()))
        .hasMessageContaining("blocks.partitions is 5, in the checkpoint 1");
    double[][] other = Arrays.stream(ROWS).map(double[]::clone).toArray(double[][]::new);
    other[3][4] += 1;
    assertThatThrownBy(() -> saving().setResume(true).fit(KnownTable.frame(other, 2, false)))
        .hasMessageContaining("table.contentHash is")
        .hasMessageNotContaining("table.rows");
  }

  @Test
  void resumeWithoutAnythingSavedBegins() {
    assertSameBits(saving().setResume(true).fit(table()));
    assertThatThrownBy(() -> estimator().setResume(true).fit(table()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("expected a checkpointDir");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamedBeforeTheFit() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "text");

    assertThatThrownBy(() -> estimator().setCheckpointDir(file.toString()).fit(table()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(file + " can't be read: is a file");
    assertThatThrownBy(() -> estimator().setCheckpointDir(file + "/inside").fit(table()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(file + "/inside can't be written");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(Path.of(folder()))) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static void assertSameBits(PaeNmfModel model) {
    assertThat(model.components().toArray()).isEqualTo(WHOLE.components().toArray());
    assertThat(model.fitted().encoder().scaleCoefficients())
        .isEqualTo(WHOLE.fitted().encoder().scaleCoefficients());
    assertThat(model.fitted().encoder().shapeCoefficients())
        .isEqualTo(WHOLE.fitted().encoder().shapeCoefficients());
    assertThat(model.summary().figures()).isEqualTo(WHOLE.summary().figures());
    assertThat(model.summary().history()).isEqualTo(WHOLE.summary().history());
  }
}
