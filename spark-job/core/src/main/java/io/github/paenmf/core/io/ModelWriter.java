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

/** Writes the newest format, version 2. */
final class ModelWriter {

  static final int VERSION = 2;

  private final ModelFiles files;
  private final ObjectNode arrays = Json.NODES.objectNode();

  ModelWriter(ModelFiles files) {
    this.files = files;
  }

  void write(StoredModel stored) throws IOException {
    FittedModel model = stored.model();
    Weights encoder = model.encoder();
    boolean whitened = model.whitening() != null;
    int inputs = whitened ? model.whitening().inputs() : model.features();
    int exogenous = model.exogenousInputs();
    int storedRows = stored.posteriors().count();
    boolean rowWeights = stored.posteriors().weight() != null;
    Map<String, int[]> shapes =
        ModelArrays.shapes(
            model.rank(), model.features(), inputs, exogenous, whitened, storedRows, rowWeights);
    for (Map.Entry<String, int[]> array : shapes.entrySet()) {
      write(array.getKey(), values(stored, array.getKey()), array.getValue());
    }
    ObjectNode header = Json.NODES.objectNode();
    header.put("kind", StandaloneModel.KIND);
    header.put("formatVersion", VERSION);
    header.put("rank", model.rank());
    header.put("features", model.features());
    header.put("inputs", inputs);
    header.put("exogenousInputs", exogenous);
    header.put("whitened", whitened);
    header.put("storedRows", storedRows);
    header.put("rowWeights", rowWeights);
    header.put("klWeight", model.klWeight());
    header.put("noiseVariance", encoder.noiseVariance());
    header.set("latent", HeaderRecords.latent(model.latent()));
    header.set("figures", HeaderRecords.figures(stored.figures()));
    header.set("provenance", HeaderRecords.provenance(stored.provenance()));
    header.set("params", Json.tree(stored.params()));
    if (stored.featureNames() != null) {
      header.set("featureNames", writeNames(stored.featureNames()));
    }
    header.set("arrays", arrays);
    header.set("history", HeaderRecords.history(stored.history()));
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
      case ModelArrays.PARTS -> encoder.parts();
      case ModelArrays.SCALE_WEIGHTS -> encoder.scaleCoefficients();
      case ModelArrays.SCALE_BIAS -> encoder.scaleBias();
      case ModelArrays.SHAPE_WEIGHTS -> encoder.shapeCoefficients();
      case ModelArrays.SHAPE_BIAS -> encoder.shapeBias();
      case ModelArrays.WHITENING_DIRECTIONS -> stored.model().whitening().directions();
      case ModelArrays.WHITENING_OFFSETS -> stored.model().whitening().offsets();
      case ModelArrays.ENCODER_SCALE -> training.scaleCoefficients();
      case ModelArrays.ENCODER_SCALE_BIAS -> training.scaleBias();
      case ModelArrays.ENCODER_SHAPE -> training.shapeCoefficients();
      case ModelArrays.ENCODER_SHAPE_BIAS -> training.shapeBias();
      case ModelArrays.ROW_SCALE -> stored.posteriors().scale();
      case ModelArrays.ROW_SHAPE -> stored.posteriors().shape();
      case ModelArrays.EXOGENOUS_MEAN -> stored.model().whitening().exogenous().mean();
      case ModelArrays.EXOGENOUS_DEVIATION -> stored.model().whitening().exogenous().deviation();
      case ModelArrays.ROW_WEIGHT -> stored.posteriors().weight();
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
