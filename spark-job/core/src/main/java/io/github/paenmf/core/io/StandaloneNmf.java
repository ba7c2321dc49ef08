package io.github.paenmf.core.io;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.paenmf.core.plain.FittedNmf;
import io.github.paenmf.core.plain.NmfFigures;
import io.github.paenmf.core.plain.NmfRecord;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A fitted plain NMF in a folder of its own, in the layout of {@link StandaloneModel}: {@code
 * model.json} with kind {@code nmf-model}, the parts as {@code parts.npy} (r x m, float32).
 */
public final class StandaloneNmf {

  static final String KIND = "nmf-model";
  private static final int VERSION = 1;

  private StandaloneNmf() {}

  /**
   * Writes a model into a folder that holds none.
   *
   * @throws FileAlreadyExistsException when the folder holds a model already
   */
  public static void write(StoredNmf stored, ModelFiles files) throws IOException {
    if (files.exists(StandaloneModel.HEADER)) {
      throw new FileAlreadyExistsException(
          files.toString(), null, "the folder holds a model already");
    }
    FittedNmf model = stored.model();
    ArrayFolderWriter folder = new ArrayFolderWriter(files);
    folder.array(ModelArrays.PARTS, model.parts(), new int[] {model.rank(), model.features()});
    ObjectNode header = Json.NODES.objectNode();
    header.put("kind", KIND);
    header.put("formatVersion", VERSION);
    header.put("rank", model.rank());
    header.put("features", model.features());
    header
        .putObject("figures")
        .put("rows", stored.figures().rows())
        .put("relativeError", stored.figures().relativeError())
        .put("meanSquaredError", stored.figures().meanSquaredError());
    header.set("provenance", HeaderRecords.provenance(stored.provenance()));
    header.set("params", Json.tree(stored.params()));
    if (stored.featureNames() != null) {
      header.set("featureNames", folder.names(stored.featureNames()));
    }
    header.set("arrays", folder.arrays());
    ArrayNode history = header.putArray("history");
    for (NmfRecord line : stored.history()) {
      history.addObject().put("round", line.round()).put("relativeError", line.relativeError());
    }
    folder.finish(header);
  }

  /**
   * Reads a model and verifies every checksum.
   *
   * @throws FileNotFoundException when the folder has no header
   * @throws ModelFormatException when a file is absent, damaged, of a newer format version, or does
   *     not belong to the rest
   */
  public static StoredNmf read(ModelFiles files) throws IOException {
    ArrayFolderReader folder = ArrayFolderReader.open(files, KIND, VERSION);
    JsonFields header = folder.header();
    int rank = header.count("rank", 1, Integer.MAX_VALUE);
    int features = header.count("features", 1, Integer.MAX_VALUE);
    Map<String, float[]> arrays =
        folder.arrays(Map.of(ModelArrays.PARTS, new int[] {rank, features}), name -> 0);
    JsonFields figures = header.object("figures");
    List<NmfRecord> history = new ArrayList<>();
    for (JsonFields line : header.objects("history")) {
      history.add(
          new NmfRecord(line.count("round", 1, Integer.MAX_VALUE), line.number("relativeError")));
    }
    return new StoredNmf(
        new FittedNmf(rank, features, arrays.get(ModelArrays.PARTS)),
        folder.featureNames(features),
        new NmfFigures(
            figures.whole("rows", 0, Long.MAX_VALUE),
            features,
            rank,
            figures.number("relativeError"),
            figures.number("meanSquaredError")),
        history,
        header.plainObject("params"),
        HeaderRecords.provenance(header.object("provenance")));
  }
}
