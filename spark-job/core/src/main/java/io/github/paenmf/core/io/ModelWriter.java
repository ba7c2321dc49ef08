package io.github.paenmf.core.io;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.model.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;

/** Writes the newest format, version 1. */
final class ModelWriter {

  static final int VERSION = 1;

  private final ModelFiles files;
  private final ObjectNode arrays = Json.NODES.objectNode();

  ModelWriter(ModelFiles files) {
    this.files = files;
  }

  void write(StoredModel stored) throws IOException {
    FittedModel model = stored.model();
    Weights encoder = model.encoder();
    boolean whitened = model.whitening() != null;
    int inputs = whitened ? model.training().inputs() : model.features();
    int storedRows = stored.posteriors().count();
    Map<String, int[]> shapes =
        ArraysV1.shapes(model.rank(), model.features(), inputs, whitened, storedRows);
    for (Map.Entry<String, int[]> array : shapes.entrySet()) {
      write(array.getKey(), values(stored, array.getKey()), array.getValue());
    }
    ObjectNode header = Json.NODES.objectNode();
    header.put("kind", StandaloneModel.KIND);
    header.put("formatVersion", VERSION);
    header.put("rank", model.rank());
    header.put("features", model.features());
    header.put("inputs", inputs);
    header.put("whitened", whitened);
    header.put("storedRows", storedRows);
    header.put("klWeight", model.klWeight());
    header.put("noiseVariance", encoder.noiseVariance());
    header.set("latent", HeaderV1.latent(model.latent()));
    header.set("figures", HeaderV1.figures(stored.figures()));
    header.set("provenance", HeaderV1.provenance(stored.provenance()));
    header.set("params", Json.tree(stored.params()));
    if (stored.featureNames() != null) {
      header.set("featureNames", writeNames(stored.featureNames()));
    }
    header.set("arrays", arrays);
    header.set("history", HeaderV1.history(stored.history()));
    byte[] text = Json.indented(header);
    write(StandaloneModel.HEADER_CHECKSUM, checksumLine(Checksum.of(text)).getBytes(US_ASCII));
    // Last: a folder without the header is not a model.
    write(StandaloneModel.HEADER, text);
  }

  /** A line that the command sha256sum -c takes. */
  static String checksumLine(String checksum) {
    return checksum + "  " + StandaloneModel.HEADER + "\n";
  }

  private void write(String file, byte[] bytes) throws IOException {
    try (OutputStream out = files.create(file)) {
      out.write(bytes);
    }
  }

  private static float[] values(StoredModel stored, String name) {
    Weights encoder = stored.model().encoder();
    Weights training = stored.model().training();
    return switch (name) {
      case ArraysV1.PARTS -> encoder.parts();
      case ArraysV1.SCALE_WEIGHTS -> encoder.scaleCoefficients();
      case ArraysV1.SCALE_BIAS -> encoder.scaleBias();
      case ArraysV1.SHAPE_WEIGHTS -> encoder.shapeCoefficients();
      case ArraysV1.SHAPE_BIAS -> encoder.shapeBias();
      case ArraysV1.WHITENING_DIRECTIONS -> stored.model().whitening().directions();
      case ArraysV1.WHITENING_OFFSETS -> stored.model().whitening().offsets();
      case ArraysV1.ENCODER_SCALE -> training.scaleCoefficients();
      case ArraysV1.ENCODER_SCALE_BIAS -> training.scaleBias();
      case ArraysV1.ENCODER_SHAPE -> training.shapeCoefficients();
      case ArraysV1.ENCODER_SHAPE_BIAS -> training.shapeBias();
      case ArraysV1.ROW_SCALE -> stored.posteriors().scale();
      case ArraysV1.ROW_SHAPE -> stored.posteriors().shape();
      default -> throw new IllegalArgumentException("no array " + name);
    };
  }

  private void write(String name, float[] values, int[] shape) throws IOException {
    String file = name + ".npy";
    MessageDigest digest = Checksum.start();
    try (OutputStream out = new DigestOutputStream(files.create(file), digest)) {
      Npy.write(out, values, shape);
    }
    ObjectNode entry = arrays.putObject(name);
    entry.put("file", file).put("dtype", Npy.FLOAT32);
    ArrayNode lengths = entry.putArray("shape");
    for (int length : shape) {
      lengths.add(length);
    }
    entry.put("sha256", Checksum.hex(digest));
  }

  private ObjectNode writeNames(String[] names) throws IOException {
    ArrayNode list = Json.NODES.arrayNode(names.length);
    for (String name : names) {
      list.add(name);
    }
    byte[] text = Json.compact(list);
    write(StandaloneModel.FEATURE_NAMES, text);
    return Json.NODES
        .objectNode()
        .put("file", StandaloneModel.FEATURE_NAMES)
        .put("sha256", Checksum.of(text));
  }
}
