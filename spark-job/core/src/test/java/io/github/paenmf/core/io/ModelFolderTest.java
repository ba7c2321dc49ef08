package io.github.paenmf.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

  private static final String MODEL = "io.github.paenmf.spark.PaeNmfModel";
  private static final String TIMES = "example.Times";

  /** Knows one stage, which multiplies by a factor. */
  private static final PreparationReader READER =
      stage ->
          stage.className().equals(TIMES) ? Optional.of(times(stage.params())) : Optional.empty();

  @TempDir private Path folder;

  @Test
  void aModelsOwnFolder() throws IOException {
    model(folder);
    assertThat(StandaloneModel.load(folder).stored().model().rank()).isEqualTo(2);
  }

  @Test
  void aStagesFolder() throws IOException {
    stage(folder, MODEL, "nmf_1", "{}");
    model(folder.resolve("standalone"));
    LoadedModel loaded = StandaloneModel.load(folder);
    assertThat(loaded.stored().model().rank()).isEqualTo(2);
    assertThat(loaded.preparation()).isEmpty();
  }

  @Test
  void aPipelinesFolder() throws IOException {
    pipeline(folder, "nmf_1");
    stage(folder.resolve("stages/0_nmf_1"), MODEL, "nmf_1", "{}");
    model(folder.resolve("stages/0_nmf_1/standalone"));
    assertThat(StandaloneModel.load(folder).preparation()).isEmpty();
  }

  @Test
  void stagesAreRepeatedInTheOrderOfThePipeline() throws IOException {
    String[] uids = new String[11];
    Arrays.setAll(uids, i -> i < 10 ? "times_" + i : "nmf_1");
    pipeline(folder, uids);
    for (int i = 0; i < 10; i++) {
      stage(
          folder.resolve("stages/%02d_times_%d".formatted(i, i)),
          TIMES,
          "times_" + i,
          i == 9 ? "{\"factor\":7,\"add\":1}" : "{\"add\":0.5}");
    }
    stage(folder.resolve("stages/10_nmf_1"), MODEL, "nmf_1", "{}");
    model(folder.resolve("stages/10_nmf_1/standalone"));
    LoadedModel loaded = StandaloneModel.load(folder, READER);
    // Nine times 2x + 1/2 by the default factor 2, then 7x + 1.
    assertThat(loaded.prepare(new double[] {1, 0}))
        .containsExactly(512 * 7 + 255.5 * 7 + 1, 255.5 * 7 + 1);
  }

  @Test
  void aPipelineInsideAPipelineIsRepeatedToo() throws IOException {
    pipeline(folder, "inner", "nmf_1");
    pipeline(folder.resolve("stages/0_inner"), "times_0");
    stage(
        folder.resolve("stages/0_inner/stages/0_times_0"),
        TIMES,
        "times_0",
        "{\"add\":1,\"factor\":3}");
    stage(folder.resolve("stages/1_nmf_1"), MODEL, "nmf_1", "{}");
    model(folder.resolve("stages/1_nmf_1/standalone"));
    assertThat(StandaloneModel.load(folder, READER).prepare(new double[] {2})).containsExactly(7);
  }

  @Test
  void aStageThatCannotBeRepeatedIsNamed() throws IOException {
    pipeline(folder, "minmax_1", "nmf_1");
    stage(
        folder.resolve("stages/0_minmax_1"),
        "org.apache.spark.ml.feature.MinMaxScalerModel",
        "minmax_1",
        "{}");
    stage(folder.resolve("stages/1_nmf_1"), MODEL, "nmf_1", "{}");
    model(folder.resolve("stages/1_nmf_1/standalone"));
    assertThatThrownBy(() -> StandaloneModel.load(folder, READER))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll(
            "minmax_1", "org.apache.spark.ml.feature.MinMaxScalerModel", "can't be repeated");
  }

  @Test
  void aStageWithWrongParamsIsNamed() throws IOException {
    pipeline(folder, "times_0", "nmf_1");
    stage(folder.resolve("stages/0_times_0"), TIMES, "times_0", "{\"add\":\"x\"}");
    stage(folder.resolve("stages/1_nmf_1"), MODEL, "nmf_1", "{}");
    model(folder.resolve("stages/1_nmf_1/standalone"));
    assertThatThrownBy(() -> StandaloneModel.load(folder, READER))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll("0_times_0", "add must be a number");
  }

  @Test
  void theProjectsOwnStagesAreRepeatedByThemselves() throws IOException {
    pipeline(folder, "log_0", "nmf_1");
    preparation("features");
    LoadedModel loaded = StandaloneModel.load(folder);

    assertThat(loaded.prepare(new double[] {Math.E - 1, 0, 0, 0, 0})[0]).isEqualTo(1);
  }

  @Test
  void aStageThatPreparesAnotherColumnIsRefused() throws IOException {
    pipeline(folder, "log_0", "nmf_1");
    preparation("pixels");
    assertThatThrownBy(() -> StandaloneModel.load(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll("reads column features", "prepares column pixels");
  }

  private void preparation(String column) throws IOException {
    stage(
        folder.resolve("stages/0_log_0"),
        "io.github.paenmf.spark.prepare.PreparationStep",
        "log_0",
        "{\"featuresCol\":\"%s\",\"step\":\"{\\\"kind\\\":\\\"log1p\\\"}\"}".formatted(column));
    stage(folder.resolve("stages/1_nmf_1"), MODEL, "nmf_1", "{}");
    model(folder.resolve("stages/1_nmf_1/standalone"));
  }

  @Test
  void aStageNameNeverLeavesTheFolder() throws IOException {
    pipeline(folder, "x/../../../other");
    assertThatThrownBy(() -> StandaloneModel.load(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("stage '0_x/../../../other'");
  }

  @Test
  void foldersWithoutModelAreRefused() throws IOException {
    assertThatThrownBy(() -> StandaloneModel.load(folder))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContainingAll(folder.toString(), "no PAE-NMF model");
    assertThatThrownBy(() -> StandaloneModel.load(folder.resolve("absent")))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("is no folder");
    stage(folder, "org.apache.spark.ml.feature.PCAModel", "pca_1", "{}");
    assertThatThrownBy(() -> StandaloneModel.load(folder))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("no PAE-NMF model");
    pipeline(folder);
    assertThatThrownBy(() -> StandaloneModel.load(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("without stages");
  }

  @Test
  void metadataThatIsNoJsonIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("metadata"));
    Files.writeString(folder.resolve("metadata/part-00000"), "aced0005");
    assertThatThrownBy(() -> StandaloneModel.load(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll("metadata", "is not JSON");
  }

  private static RowPreparation times(Map<String, Object> params) {
    if (!(params.get("add") instanceof Number add)) {
      throw new IllegalArgumentException("add must be a number");
    }
    double factor = ((Number) params.get("factor")).doubleValue();
    return row -> Arrays.stream(row).map(v -> factor * v + add.doubleValue()).toArray();
  }

  private static void model(Path folder) throws IOException {
    StandaloneModel.write(ModelExamples.whitened(), new LocalFiles(folder));
  }

  private static void pipeline(Path folder, String... uids) throws IOException {
    String list = uids.length == 0 ? "" : "\"" + String.join("\",\"", uids) + "\"";
    stage(folder, "org.apache.spark.ml.PipelineModel", "pipe_1", "{\"stageUids\":[" + list + "]}");
  }

  /** Metadata as Spark writes it: some part files are empty, beside them marks and checksums. */
  private static void stage(Path folder, String type, String uid, String params)
      throws IOException {
    Path metadata = folder.resolve("metadata");
    Files.createDirectories(metadata);
    Files.writeString(metadata.resolve("_SUCCESS"), "");
    Files.writeString(metadata.resolve(".part-00000.crc"), "crc");
    Files.writeString(metadata.resolve("part-00000-c000.txt"), "");
    Files.writeString(
        metadata.resolve("part-00001-c000.txt"),
        """
        {"class":"%s","timestamp":1,"sparkVersion":"4.1.0","uid":"%s","paramMap":%s,\
        "defaultParamMap":{"factor":2.0}}
        """
            .formatted(type, uid, params));
  }
}
