package io.github.paenmf.core.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Reads what {@link ArrayFolderWriter} wrote and verifies every checksum. */
final class ArrayFolderReader {

  /** No header is longer; the rest of a model is in arrays. */
  private static final long LONGEST_HEADER = 64L << 20;

  private final ModelFiles files;
  private final JsonFields header;
  private final int version;

  private ArrayFolderReader(ModelFiles files, JsonFields header, int version) {
    this.files = files;
    this.header = header;
    this.version = version;
  }

  /**
   * Reads the header.
   *
   * @param files the folder
   * @param kind what the header must say it is
   * @param newest newest format version that this release knows
   * @throws FileNotFoundException when the folder has no header
   * @throws ModelFormatException when it is damaged, of another kind or of a newer format version
   */
  static ArrayFolderReader open(ModelFiles files, String kind, int newest) throws IOException {
    String name = StandaloneModel.HEADER;
    if (!files.exists(name)) {
      throw new FileNotFoundException(
          "%s holds no %s: no model, or one that was not written to its end"
              .formatted(files, name));
    }
    long length = files.length(name);
    if (length > LONGEST_HEADER) {
      throw new ModelFormatException(
          name, "is %d bytes long, expected at most %d".formatted(length, LONGEST_HEADER));
    }
    byte[] text;
    try (InputStream in = files.open(name)) {
      text = in.readAllBytes();
    }
    JsonFields header = Json.parseObject(new ByteArrayInputStream(text), name);
    if (!header.text("kind").equals(kind)) {
      throw header.wrong("kind", kind);
    }
    int version = header.count("formatVersion", 1, Integer.MAX_VALUE);
    if (version > newest) {
      throw new ModelFormatException(
          name,
          "is of format version %d, this release reads 1 to %d: read it with a newer one"
              .formatted(version, newest));
    }
    ArrayFolderReader reader = new ArrayFolderReader(files, header, version);
    reader.verifyHeader(Checksum.of(text));
    return reader;
  }

  JsonFields header() {
    return header;
  }

  int version() {
    return version;
  }

  private void verifyHeader(String headerChecksum) throws IOException {
    String file = StandaloneModel.HEADER_CHECKSUM;
    if (!files.exists(file)) {
      throw new ModelFormatException(file, "is absent", new FileNotFoundException(file));
    }
    String line;
    try (InputStream in = files.open(file)) {
      line = new String(in.readNBytes(200), StandardCharsets.ISO_8859_1);
    }
    if (!line.equals(ArrayFolderWriter.checksumLine(headerChecksum))) {
      throw new ModelFormatException(
          header.file(),
          "was changed or damaged: its SHA-256 is %s, %s has '%s'"
              .formatted(headerChecksum, file, line.strip()));
    }
  }

  /**
   * All arrays.
   *
   * @param shapes name and shape of each that must be there, and no other
   * @param smallest least value that an array of a name may hold
   * @throws ModelFormatException when one is absent, damaged, of another shape, or holds a value
   *     that is not finite or below the least
   */
  Map<String, float[]> arrays(Map<String, int[]> shapes, ToDoubleFunction<String> smallest)
      throws IOException {
    JsonFields entries = header.object("arrays");
    if (!entries.names().equals(shapes.keySet())) {
      throw new ModelFormatException(
          header.file(),
          "'arrays' has %s, expected %s".formatted(entries.names(), shapes.keySet()));
    }
    Map<String, float[]> arrays = new HashMap<>();
    for (Map.Entry<String, int[]> array : shapes.entrySet()) {
      String name = array.getKey();
      arrays.put(
          name, array(entries, name, array.getValue(), (float) smallest.applyAsDouble(name)));
    }
    return arrays;
  }

  private float[] array(JsonFields entries, String name, int[] shape, float smallest)
      throws IOException {
    JsonFields entry = entries.object(name);
    if (!entry.text("dtype").equals(Npy.FLOAT32)) {
      throw entry.wrong("dtype", Npy.FLOAT32);
    }
    if (!Arrays.equals(entry.counts("shape"), shape)) {
      throw entry.wrong("shape", Arrays.toString(shape));
    }
    String file = file(entry);
    MessageDigest digest = Checksum.start();
    float[] values;
    try (InputStream in = new DigestInputStream(files.open(file), digest)) {
      values = Npy.readFloats(in, file, files.length(file), shape);
    }
    verify(entry, file, digest);
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] >= smallest && values[i] <= Float.MAX_VALUE)) {
        throw new ModelFormatException(
            file,
            "value %d is %s, expected a finite number from %s".formatted(i, values[i], smallest));
      }
    }
    return values;
  }

  /** The names of the features, or null when they have none. */
  String[] featureNames(int features) throws IOException {
    if (!header.has("featureNames")) {
      return null;
    }
    JsonFields entry = header.object("featureNames");
    String file = file(entry);
    MessageDigest digest = Checksum.start();
    JsonNode list;
    try (InputStream in =
        new DigestInputStream(new BufferedInputStream(files.open(file)), digest)) {
      list = Json.parse(in, file);
    }
    verify(entry, file, digest);
    if (!list.isArray() || list.size() != features) {
      throw new ModelFormatException(
          file, "is no list of %d strings, one a feature".formatted(features));
    }
    String[] names = new String[features];
    for (int t = 0; t < features; t++) {
      names[t] = list.get(t).textValue();
      if (names[t] == null) {
        throw new ModelFormatException(
            file, "element %d is %s, expected a string".formatted(t, list.get(t)));
      }
    }
    return names;
  }

  /** The file of an entry; the name can't lead out of the folder. */
  private String file(JsonFields entry) throws IOException {
    String file = entry.text("file");
    if (!ModelFiles.isPlain(file)) {
      throw entry.wrong("file", "a plain file name without folders");
    }
    if (!files.exists(file)) {
      throw new ModelFormatException(
          file, "is absent, model.json names it", new FileNotFoundException(file));
    }
    return file;
  }

  private static void verify(JsonFields entry, String file, MessageDigest digest)
      throws ModelFormatException {
    String found = Checksum.hex(digest);
    String expected = entry.text("sha256");
    if (!found.equals(expected)) {
      throw new ModelFormatException(
          file,
          "was changed or damaged: its SHA-256 is %s, expected %s".formatted(found, expected));
    }
  }
}
