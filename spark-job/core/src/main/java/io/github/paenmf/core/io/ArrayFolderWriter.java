package io.github.paenmf.core.io;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.paenmf.core.matrix.RowMatrix;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/**
 * Writes a folder of arrays under one header: the arrays, feature names if there are any, and the
 * header last, so that a folder without it is not a model.
 */
final class ArrayFolderWriter {

  private final ModelFiles files;
  private final ObjectNode arrays = Json.NODES.objectNode();

  ArrayFolderWriter(ModelFiles files) {
    this.files = files;
  }

  /** What a file holds. */
  private interface Content {
    void write(OutputStream out) throws IOException;
  }

  /** One array, in a file of its name. */
  void array(String name, float[] values, int[] shape) throws IOException {
    array(name, shape, out -> Npy.write(out, values, shape));
  }

  /** A matrix, piece by piece, in a file of its name. */
  void array(String name, RowMatrix matrix) throws IOException {
    array(name, new int[] {matrix.rows(), matrix.columns()}, out -> Npy.write(out, matrix));
  }

  private void array(String name, int[] shape, Content content) throws IOException {
    String file = name + ".npy";
    MessageDigest digest = Checksum.start();
    try (OutputStream out = new DigestOutputStream(files.create(file), digest)) {
      content.write(out);
    }
    ObjectNode entry = arrays.putObject(name);
    entry.put("file", file).put("dtype", Npy.FLOAT32);
    ArrayNode lengths = entry.putArray("shape");
    for (int length : shape) {
      lengths.add(length);
    }
    entry.put("sha256", Checksum.hex(digest));
  }

  /** The names of the features; what the header holds as featureNames. */
  ObjectNode names(String[] names) throws IOException {
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

  /** What the header holds as arrays. */
  ObjectNode arrays() {
    return arrays;
  }

  /** The header and its checksum; nothing may be written after it. */
  void finish(ObjectNode header) throws IOException {
    byte[] text = Json.indented(header);
    write(StandaloneModel.HEADER_CHECKSUM, checksumLine(Checksum.of(text)).getBytes(US_ASCII));
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
}
