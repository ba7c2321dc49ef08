package io.github.paenmf.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.StoredPosteriors;
import io.github.paenmf.core.model.Weights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneModelTest {

  static Stream<StoredModel> examples() {
    return Stream.of(ModelExamples.whitened(), ModelExamples.plain(), ModelExamples.exogenous());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everythingComesBackBitForBit(StoredModel model, @TempDir Path folder) throws IOException {
    StandaloneModel.write(model, new LocalFiles(folder.resolve("new")));
    StoredModel back = StandaloneModel.read(new LocalFiles(folder.resolve("new")));
    assertEqual(back, model);
  }

  @Test
  void writingWhatWasReadGivesTheSameBytes() throws IOException {
    MemoryFiles first = written(ModelExamples.whitened());
    MemoryFiles second = written(StandaloneModel.read(first));
    assertThat(second.content.keySet()).isEqualTo(first.content.keySet());
    second.content.forEach((name, bytes) -> assertThat(bytes).isEqualTo(first.content.get(name)));
  }

  @Test
  void onlyAModelWithExtraInputsSaysSo() throws IOException {
    assertThat(written(ModelExamples.exogenous()).content.keySet())
        .contains("exogenous_mean.npy", "exogenous_deviation.npy", "exogenous_covariance.npy");
    assertThat(new String(written(ModelExamples.whitened()).content.get("model.json"), UTF_8))
        .doesNotContain("exogenous");
    MemoryFiles changed = written(ModelExamples.exogenous());
    ModelHeaders.change(changed, header -> header.put("exogenousInputs", 1));
    assertThatThrownBy(() -> StandaloneModel.read(changed))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("shape");
    MemoryFiles none = written(ModelExamples.exogenous());
    ModelHeaders.change(none, header -> header.remove("exogenousInputs"));
    assertThatThrownBy(() -> StandaloneModel.read(none)).isInstanceOf(ModelFormatException.class);
  }

  @Test
  void theHeaderIsWrittenLast() throws IOException {
    assertThat(written(ModelExamples.whitened()).content.keySet()).last().isEqualTo("model.json");
  }

  @Test
  void onlyWhatTheModelHasIsWritten() throws IOException {
    assertThat(written(ModelExamples.plain()).content.keySet())
        .containsExactlyInAnyOrder(
            "parts.npy",
            "scale_weights.npy",
            "scale_bias.npy",
            "shape_weights.npy",
            "shape_bias.npy",
            "model.json.sha256",
            "model.json");
    assertThat(written(ModelExamples.whitened()).content.keySet())
        .contains(
            "whitening_directions.npy",
            "whitening_offsets.npy",
            "encoder_scale.npy",
            "encoder_scale_bias.npy",
            "encoder_shape.npy",
            "encoder_shape_bias.npy",
            "row_scale.npy",
            "row_shape.npy",
            "row_weight.npy",
            "feature_names.json");
  }

  @Test
  void aFolderThatHoldsAModelIsNotWrittenInto() throws IOException {
    MemoryFiles files = written(ModelExamples.plain());
    assertThatThrownBy(() -> StandaloneModel.write(ModelExamples.plain(), files))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("holds a model already");
  }

  @Test
  void aFolderWithoutHeaderIsNoModel(@TempDir Path folder) {
    assertThatThrownBy(() -> StandaloneModel.read(new LocalFiles(folder)))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContainingAll(folder.toString(), "model.json");
  }

  @Test
  void everyChangedByteIsNoticed() throws IOException {
    MemoryFiles files = written(ModelExamples.whitened());
    for (Map.Entry<String, byte[]> file : files.content.entrySet()) {
      byte[] bytes = file.getValue();
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] ^= 1;
        String refusal = refusal(files);
        if (!refusal.matches("(?s)[a-z_]+\\.(json|npy|json\\.sha256): .*")) {
          fail("byte %d of %s: %s", i, file.getKey(), refusal);
        }
        bytes[i] ^= 1;
      }
    }
    assertEqual(StandaloneModel.read(files), ModelExamples.whitened());
  }

  private static String refusal(ModelFiles files) throws IOException {
    try {
      StandaloneModel.read(files);
      return "was read";
    } catch (ModelFormatException e) {
      return e.getMessage();
    }
  }

  @Test
  void everyAbsentFileIsNamed() throws IOException {
    MemoryFiles files = written(ModelExamples.whitened());
    for (String name : List.copyOf(files.content.keySet())) {
      byte[] bytes = files.content.remove(name);
      assertThatThrownBy(() -> StandaloneModel.read(files))
          .as(name)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(name);
      files.content.put(name, bytes);
    }
  }

  static Stream<Arguments> wrongHeaders() {
    return Stream.of(
        wrong("'kind' is \"other\"", header -> header.put("kind", "other")),
        wrong("version 3, this release reads 1 to 2", header -> header.put("formatVersion", 3)),
        wrong("'formatVersion' is 0", header -> header.put("formatVersion", 0)),
        wrong("'formatVersion' is \"1\"", header -> header.put("formatVersion", "1")),
        wrong("'formatVersion' is absent", header -> header.remove("formatVersion")),
        wrong("'rank' is 0", header -> header.put("rank", 0)),
        wrong("'rank' is 1.5", header -> header.put("rank", 1.5)),
        wrong(
            "'arrays.parts.shape' is [2,5], expected [2000000000, 5]",
            h -> h.put("rank", 2_000_000_000)),
        wrong("'features' is -5", header -> header.put("features", -5)),
        wrong("'features' is 5000000000", header -> header.put("features", 5_000_000_000L)),
        wrong("'arrays.parts.shape'", header -> header.put("features", 6)),
        wrong("whitening_directions.shape", header -> header.put("inputs", 4)),
        wrong("'inputs' is 3, expected 5", header -> header.put("whitened", false)),
        wrong("'storedRows' is 2001", header -> header.put("storedRows", 2001)),
        wrong("'rowWeights' is true", header -> header.put("storedRows", 0)),
        wrong("'arrays' has", header -> header.put("rowWeights", false)),
        wrong("'noiseVariance' is 0.0", header -> header.put("noiseVariance", 0.0)),
        wrong("'klWeight' is -1", header -> header.put("klWeight", -1)),
        wrong(
            "'latent.scaleActivation' is \"TANH\"", h -> latent(h).put("scaleActivation", "TANH")),
        wrong("'latent.scaleFloor' is -0.1", header -> latent(header).put("scaleFloor", -0.1)),
        wrong("'latent.shapeMin' is 1.0E9", header -> latent(header).put("shapeMin", 1e9)),
        wrong("'latent.shapeMax' is 1.0E99", header -> latent(header).put("shapeMax", 1e99)),
        wrong("'latent.priorScale' is 0", header -> latent(header).put("priorScale", 0)),
        wrong("'figures' is absent", header -> header.remove("figures")),
        wrong("'history' is {}", header -> header.putObject("history")),
        wrong("'history' is [1], expected a list of obj", h -> h.putArray("history").add(1)),
        wrong("'history[0].round' is absent", h -> h.putArray("history").addObject()),
        wrong("'params' is [], expected an object", header -> header.putArray("params")),
        wrong("100000000000000000000 is too large", ModelHeaders::hugeParam),
        wrong("'arrays.parts.dtype' is \"|O\"", header -> parts(header).put("dtype", "|O")),
        wrong("'arrays.parts.shape' is [1,2,3]", h -> parts(h).set("shape", list(1, 2, 3))),
        wrong("'arrays.parts.shape' is [-2,5]", h -> parts(h).set("shape", list(-2, 5))),
        wrong("parts.npy: was changed or damaged", h -> parts(h).put("sha256", "00")),
        wrong("'arrays' has", header -> arrays(header).putObject("more")),
        wrong("'arrays' has", header -> arrays(header).remove("encoder_shape")),
        wrong("expected a plain file name", header -> parts(header).put("file", "../parts.npy")),
        wrong("expected a plain file name", header -> parts(header).put("file", "/etc/passwd")),
        wrong("expected a plain file name", header -> parts(header).put("file", "a\\b")),
        wrong("other.npy: is absent", header -> parts(header).put("file", "other.npy")),
        wrong(
            "expected a plain file name",
            header -> ((ObjectNode) header.get("featureNames")).put("file", "..")));
  }

  @ParameterizedTest
  @MethodSource("wrongHeaders")
  void aWrongHeaderIsRefused(String message, Consumer<ObjectNode> change) throws IOException {
    MemoryFiles files = written(ModelExamples.whitened());
    ModelHeaders.change(files, change);
    assertThatThrownBy(() -> StandaloneModel.read(files))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"kind\": \"paenmf-model\"} {}", "{\"a\":1,\"a\":2}"})
  void aHeaderThatIsNoJsonObjectIsRefused(String text) throws IOException {
    MemoryFiles files = written(ModelExamples.plain());
    files.content.put("model.json", text.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> StandaloneModel.read(files))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("model.json: ");
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, Float.NaN, Float.POSITIVE_INFINITY})
  void partsThatAreNoPartsAreRefused(float value) throws IOException {
    MemoryFiles files = written(ModelExamples.plain());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(out, new float[] {0, value, 1}, 1, 3);
    files.content.put("parts.npy", out.toByteArray());
    ModelHeaders.change(
        files, header -> parts(header).put("sha256", Checksum.of(out.toByteArray())));
    assertThatThrownBy(() -> StandaloneModel.read(files))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("parts.npy: value 1 is %s, expected a finite number from 0.0", value);
  }

  @Test
  void namesThatAreNoNamesAreRefused() throws IOException {
    for (String names : List.of("{}", "[\"a\"]", "[1,2,3,4,5]", "[\"a\",\"b\",\"c\",\"d\",null]")) {
      MemoryFiles files = written(ModelExamples.whitened());
      byte[] bytes = names.getBytes(StandardCharsets.UTF_8);
      files.content.put("feature_names.json", bytes);
      ModelHeaders.change(
          files,
          header -> ((ObjectNode) header.get("featureNames")).put("sha256", Checksum.of(bytes)));
      assertThatThrownBy(() -> StandaloneModel.read(files))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining("feature_names.json: ")
          .hasMessageContaining("string");
    }
  }

  @Test
  void namesOfFilesNeverLeaveTheFolder(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("secret"), "x");
    LocalFiles files = new LocalFiles(folder.resolve("model"));
    for (String name :
        new String[] {"../secret", "..", ".", "", "a/b", "a\\b", "/secret", "a..b", "é", "a\0b"}) {
      assertThatThrownBy(() -> files.open(name))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected letters, digits");
      assertThatThrownBy(() -> files.create(name)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> files.exists(name)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> files.length(name)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(ModelFiles.isPlain(null)).isFalse();
    assertThat(ModelFiles.isPlain("model-1_a.json.sha256")).isTrue();
  }

  @Test
  void paramsThatJsonDoesNotHaveAreRefused() {
    for (Object value : new Object[] {Double.NaN, Float.POSITIVE_INFINITY, new int[1], 'c'}) {
      assertThatThrownBy(() -> withParams(Map.of("a", List.of(value))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("params.a");
    }
  }

  @Test
  void piecesOfDifferentModelsAreRefused() {
    StoredModel model = ModelExamples.whitened();
    FittedModel fitted = model.model();
    Weights training = fitted.training().withNoiseVariance(2);
    FittedModel mixed =
        new FittedModel(fitted.encoder(), fitted.latent(), 1, training, fitted.whitening());
    assertThatThrownBy(() -> with(mixed, model.featureNames(), model.posteriors()))
        .hasMessageContaining("two different models");
    assertThatThrownBy(() -> with(fitted, new String[] {"a"}, model.posteriors()))
        .hasMessageContaining("1 feature names");
    assertThatThrownBy(() -> with(fitted, null, StoredPosteriors.none(3)))
        .hasMessageContaining("posteriors of rank 3");
    assertThatThrownBy(() -> new StoredPosteriors(2001, 1, new float[2001], new float[2001], null))
        .hasMessageContaining("at most 2000");
  }

  private static StoredModel with(FittedModel fitted, String[] names, StoredPosteriors posteriors) {
    StoredModel model = ModelExamples.whitened();
    return new StoredModel(
        fitted,
        names,
        model.figures(),
        model.history(),
        model.params(),
        model.provenance(),
        posteriors);
  }

  private static StoredModel withParams(Map<String, Object> params) {
    StoredModel model = ModelExamples.whitened();
    return new StoredModel(
        model.model(),
        model.featureNames(),
        model.figures(),
        model.history(),
        params,
        model.provenance(),
        model.posteriors());
  }

  private static MemoryFiles written(StoredModel model) throws IOException {
    MemoryFiles files = new MemoryFiles();
    StandaloneModel.write(model, files);
    return files;
  }

  private static final List<Function<FittedModel, Object>> PIECES =
      List.of(
          FittedModel::encoder,
          FittedModel::latent,
          FittedModel::klWeight,
          model -> Optional.ofNullable(model.training()),
          model -> Optional.ofNullable(model.whitening()));

  private static void assertEqual(StoredModel back, StoredModel model) {
    assertThat(back.featureNames()).isEqualTo(model.featureNames());
    assertThat(back.history()).isEqualTo(model.history());
    assertThat(back.params()).isEqualTo(model.params());
    assertThat(back.provenance()).isEqualTo(model.provenance());
    assertThat(back.figures().reconstruction()).isNaN();
    assertThat(back.figures())
        .usingRecursiveComparison()
        .ignoringFields("reconstruction")
        .isEqualTo(model.figures());
    assertThat(back.posteriors()).usingRecursiveComparison().isEqualTo(model.posteriors());
    for (Function<FittedModel, Object> piece : PIECES) {
      assertThat(piece.apply(back.model()))
          .usingRecursiveComparison()
          .isEqualTo(piece.apply(model.model()));
    }
    if (back.model().training() != null) {
      assertThat(back.model().training().parts()).isSameAs(back.model().encoder().parts());
    }
  }

  private static Arguments wrong(String message, Consumer<ObjectNode> change) {
    return Arguments.of(message, change);
  }

  private static ObjectNode latent(ObjectNode header) {
    return (ObjectNode) header.get("latent");
  }

  private static ObjectNode arrays(ObjectNode header) {
    return (ObjectNode) header.get("arrays");
  }

  private static ObjectNode parts(ObjectNode header) {
    return (ObjectNode) arrays(header).get("parts");
  }

  private static ArrayNode list(int... values) {
    ArrayNode list = Json.NODES.arrayNode();
    for (int value : values) {
      list.add(value);
    }
    return list;
  }

  /** Headers changed by someone who also set the checksum right. */
  private static final class ModelHeaders {

    static void change(MemoryFiles files, Consumer<ObjectNode> change) throws IOException {
      ObjectNode header =
          Json.parseObject(new ByteArrayInputStream(files.content.get("model.json")), "model.json")
              .node();
      change.accept(header);
      byte[] text = Json.indented(header);
      files.content.put("model.json", text);
      files.content.put(
          "model.json.sha256",
          ArrayFolderWriter.checksumLine(Checksum.of(text)).getBytes(StandardCharsets.US_ASCII));
    }

    static void hugeParam(ObjectNode header) {
      ((ObjectNode) header.get("params")).put("a", new java.math.BigInteger("1" + "0".repeat(20)));
    }
  }
}
