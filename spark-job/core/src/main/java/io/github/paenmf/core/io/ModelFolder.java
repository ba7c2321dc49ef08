package io.github.paenmf.core.io;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the model in a folder as Spark ML saves it: {@code metadata/} beside {@code standalone/},
 * or a pipeline of {@code stages/INDEX_UID/}.
 */
final class ModelFolder {

  private static final String PIPELINE = "org.apache.spark.ml.PipelineModel";

  /** Spark writes params there; fitted arrays of its own stages are Parquet in other folders. */
  private static final long LONGEST_METADATA = 256L << 20;

  private final PreparationReader reader;
  private final List<RowPreparation> preparation = new ArrayList<>();

  ModelFolder(PreparationReader reader) {
    this.reader = reader;
  }

  LoadedModel load(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new FileNotFoundException(folder + " is no folder");
    }
    if (Files.exists(folder.resolve(StandaloneModel.HEADER))) {
      return read(folder);
    }
    List<Path> stages = stages(folder);
    for (Path stage : stages.subList(0, stages.size() - 1)) {
      preparation.add(repeat(stage));
    }
    Path last = stages.get(stages.size() - 1).resolve(StandaloneModel.FOLDER);
    if (!Files.isDirectory(last)) {
      throw new FileNotFoundException(
          "%s holds no PAE-NMF model: expected %s, or a saved model or pipeline with %s/"
              .formatted(folder, StandaloneModel.HEADER, StandaloneModel.FOLDER));
    }
    LoadedModel model = read(last);
    requireOneColumn(model, last);
    return model;
  }

  /** Every stage replaces the column that the model reads, or rows would skip it. */
  private void requireOneColumn(LoadedModel model, Path folder) throws ModelFormatException {
    Object read = model.stored().params().get("featuresCol");
    for (RowPreparation stage : preparation) {
      if (stage.column() != null && read != null && !stage.column().equals(read)) {
        throw new ModelFormatException(
            folder.toString(),
            "the model reads column %s, a stage before it prepares column %s"
                .formatted(read, stage.column()));
      }
    }
  }

  private LoadedModel read(Path standalone) throws IOException {
    return new LoadedModel(StandaloneModel.read(new LocalFiles(standalone)), preparation);
  }

  /** The folder itself, or the stages of the pipeline in it; a pipeline may hold pipelines. */
  private static List<Path> stages(Path folder) throws IOException {
    if (Files.isDirectory(folder.resolve(StandaloneModel.FOLDER))
        || !Files.isDirectory(folder.resolve("metadata"))) {
      return List.of(folder);
    }
    JsonFields metadata = metadata(folder);
    if (!metadata.text("class").equals(PIPELINE)) {
      return List.of(folder);
    }
    List<String> uids = metadata.object("paramMap").texts("stageUids");
    if (uids.isEmpty()) {
      throw new ModelFormatException(metadata.file(), "is a pipeline without stages");
    }
    List<Path> stages = new ArrayList<>();
    int digits = Integer.toString(uids.size()).length();
    for (int i = 0; i < uids.size(); i++) {
      String name = "%0" + digits + "d_%s";
      name = name.formatted(i, uids.get(i));
      if (!ModelFiles.isPlain(name)) {
        throw new ModelFormatException(
            metadata.file(),
            "stage '%s', expected letters, digits, '_', '-' and '.' only".formatted(name));
      }
      stages.addAll(stages(folder.resolve("stages").resolve(name)));
    }
    return stages;
  }

  private RowPreparation repeat(Path folder) throws IOException {
    JsonFields metadata = metadata(folder);
    PreparationStage stage =
        new PreparationStage(metadata.text("class"), metadata.text("uid"), params(metadata));
    Optional<RowPreparation> repeated;
    try {
      repeated = reader.read(stage);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(folder.toString(), e.getMessage(), e);
    }
    return repeated.orElseThrow(
        () ->
            new ModelFormatException(
                folder.toString(),
                "stage %s of class %s can't be repeated without Spark"
                    .formatted(stage.uid(), stage.className())));
  }

  private static Map<String, Object> params(JsonFields metadata) throws ModelFormatException {
    Map<String, Object> params = new LinkedHashMap<>();
    if (metadata.has("defaultParamMap")) {
      params.putAll(metadata.plainObject("defaultParamMap"));
    }
    params.putAll(metadata.plainObject("paramMap"));
    return params;
  }

  /**
   * The one line of JSON that Spark writes, in one of a few text files of which others may be
   * empty.
   */
  private static JsonFields metadata(Path folder) throws IOException {
    Path metadata = folder.resolve("metadata");
    if (!Files.isDirectory(metadata)) {
      throw new FileNotFoundException(metadata + " is absent: no stage of Spark ML");
    }
    List<Path> parts;
    try (Stream<Path> entries = Files.list(metadata)) {
      parts =
          entries
              .filter(path -> path.getFileName().toString().startsWith("part-"))
              .sorted()
              .toList();
    }
    StringBuilder text = new StringBuilder();
    for (Path part : parts) {
      if (Files.size(part) + text.length() > LONGEST_METADATA) {
        throw new ModelFormatException(
            part.toString(), "is longer than " + LONGEST_METADATA + " bytes");
      }
      // Malformed bytes become question marks and are refused as JSON or as an unknown class.
      text.append(new String(Files.readAllBytes(part), StandardCharsets.UTF_8));
    }
    byte[] json = text.toString().getBytes(StandardCharsets.UTF_8);
    return Json.parseObject(new ByteArrayInputStream(json), metadata.toString());
  }
}
