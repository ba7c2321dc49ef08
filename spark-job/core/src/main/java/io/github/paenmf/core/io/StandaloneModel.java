package io.github.paenmf.core.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/**
 * A fitted model in a folder of its own: {@code model.json} and arrays as .npy. {@code model.json}
 * holds kind, formatVersion, sizes, settings, figures, history and, for each array, its file, type,
 * shape and SHA-256; it is written last, so that a folder without it is not a model.
 */
public final class StandaloneModel {

  /** Name of the header. */
  public static final String HEADER = "model.json";

  /** Name of the model's folder inside that of its Spark ML stage. */
  public static final String FOLDER = "standalone";

  static final String HEADER_CHECKSUM = "model.json.sha256";
  static final String FEATURE_NAMES = "feature_names.json";
  static final String KIND = "paenmf-model";

  private StandaloneModel() {}

  /**
   * Writes a model into a folder that holds none.
   *
   * @throws FileAlreadyExistsException when the folder holds a model already
   */
  public static void write(StoredModel model, ModelFiles files) throws IOException {
    if (files.exists(HEADER)) {
      throw new FileAlreadyExistsException(
          files.toString(), null, "the folder holds a model already");
    }
    new ModelWriter(files).write(model);
  }

  /**
   * Reads a model and verifies every checksum.
   *
   * @throws FileNotFoundException when the folder has no header
   * @throws ModelFormatException when a file is absent, damaged, of a newer format version, or does
   *     not belong to the rest
   */
  public static StoredModel read(ModelFiles files) throws IOException {
    return new ModelReader(ArrayFolderReader.open(files, KIND, ModelWriter.VERSION)).read();
  }

  /**
   * Loads a model with this project's own stages of preparation, if there are any. See {@link
   * #load(Path, PreparationReader)}.
   *
   * @param folder the model's folder
   */
  public static LoadedModel load(Path folder) throws IOException {
    return load(folder, PreparationReader.OWN);
  }

  /**
   * Loads a model from a folder of its own, from that of a Spark ML stage that has it as {@code
   * standalone/}, or from that of a Spark ML pipeline whose last stage is such a one; the stages
   * before it must be known to {@code reader}.
   *
   * @param folder the folder, local
   * @param reader repeats the stages before the model
   * @throws FileNotFoundException when the folder is none of these
   * @throws ModelFormatException when a file is damaged, or a stage can't be repeated; the message
   *     names it
   */
  public static LoadedModel load(Path folder, PreparationReader reader) throws IOException {
    return new ModelFolder(reader).load(folder);
  }
}
