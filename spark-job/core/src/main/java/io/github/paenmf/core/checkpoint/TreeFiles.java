package io.github.paenmf.core.checkpoint;

import io.github.paenmf.core.io.Checksum;
import io.github.paenmf.core.io.Json;
import io.github.paenmf.core.io.ModelFiles;
import io.github.paenmf.core.io.ModelFormatException;
import io.github.paenmf.core.io.Npy;
import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.train.StateTree.Once;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trees of plain values and arrays in a folder: one JSON file with a checksum beside it, and the
 * arrays as .npy. An array that stands in several places of a tree is stored once; one that never
 * changes is stored once for all trees, in a folder that they share.
 */
final class TreeFiles {

  /** No JSON file is longer: all that can be long is in arrays, but for a line a round. */
  private static final long LONGEST = 256L << 20;

  private static final String ARRAY = "$array";
  private static final String FILE = "file";
  private static final String TYPE = "dtype";
  private static final String LENGTH = "length";
  private static final String SHA256 = "sha256";
  private static final String SHARED = "shared";

  private final ModelFiles shared;

  /** Arrays in the shared folder, by the array itself, and where they are. */
  private final Map<Object, Map<String, Object>> inShared = new IdentityHashMap<>();

  /**
   * For one fit.
   *
   * @param shared folder of the arrays that never change
   */
  TreeFiles(ModelFiles shared) {
    this.shared = shared;
  }

  /**
   * Writes a tree.
   *
   * @param folder where to, a new folder
   * @param name of the JSON file, written last
   * @param tree maps, lists, plain values, arrays and {@link Once}
   */
  void write(ModelFiles folder, String name, Map<String, Object> tree) throws IOException {
    Map<Object, Map<String, Object>> inFolder = new IdentityHashMap<>();
    byte[] text = Json.indented(Json.tree(stored(tree, folder, inFolder)));
    write(folder, name + ".sha256", checksumLine(name, Checksum.of(text)));
    try (OutputStream out = folder.create(name)) {
      out.write(text);
    }
  }

  private static void write(ModelFiles folder, String name, String text) throws IOException {
    try (OutputStream out = folder.create(name)) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private Object stored(Object value, ModelFiles folder, Map<Object, Map<String, Object>> inFolder)
      throws IOException {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        copy.put((String) entry.getKey(), stored(entry.getValue(), folder, inFolder));
      }
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      for (Object element : list) {
        copy.add(stored(element, folder, inFolder));
      }
      return copy;
    }
    if (value instanceof Once once) {
      return reference(once.array(), shared, inShared, true);
    }
    if (value instanceof float[] || value instanceof double[] || value instanceof RowMatrix) {
      return reference(value, folder, inFolder, false);
    }
    return value;
  }

  private static Map<String, Object> reference(
      Object array, ModelFiles files, Map<Object, Map<String, Object>> known, boolean shared)
      throws IOException {
    Map<String, Object> entry = known.get(array);
    if (entry == null) {
      String file = "array-" + known.size() + ".npy";
      MessageDigest digest = Checksum.start();
      try (OutputStream out = new DigestOutputStream(files.create(file), digest)) {
        if (array instanceof float[] floats) {
          Npy.write(out, floats, floats.length);
        } else if (array instanceof RowMatrix matrix) {
          Npy.writeFlat(out, matrix);
        } else {
          Npy.write(out, (double[]) array, ((double[]) array).length);
        }
      }
      entry = new LinkedHashMap<>();
      entry.put(FILE, file);
      entry.put(SHARED, shared);
      entry.put(TYPE, array instanceof double[] ? Npy.FLOAT64 : Npy.FLOAT32);
      entry.put(LENGTH, length(array));
      entry.put(SHA256, Checksum.hex(digest));
      known.put(array, entry);
    }
    return Map.of(ARRAY, entry);
  }

  private static int length(Object array) {
    return array instanceof RowMatrix matrix
        ? Math.multiplyExact(matrix.rows(), matrix.columns())
        : Array.getLength(array);
  }

  /**
   * Reads a tree and verifies every checksum.
   *
   * @throws ModelFormatException when a file is absent or not what was written
   */
  Map<String, Object> read(ModelFiles folder, String name) throws IOException {
    byte[] text = bytes(folder, name);
    String line = new String(bytes(folder, name + ".sha256"), StandardCharsets.ISO_8859_1);
    String found = checksumLine(name, Checksum.of(text));
    if (!line.equals(found)) {
      throw new ModelFormatException(
          name, "was changed or damaged: its SHA-256 is '%s', not '%s'".formatted(found, line));
    }
    Object tree = Json.plain(Json.parse(new ByteArrayInputStream(text), name), name);
    if (!(tree instanceof Map<?, ?>)) {
      throw new ModelFormatException(name, "is not a JSON object");
    }
    return object(read(tree, folder, name, new LinkedHashMap<>()));
  }

  private static byte[] bytes(ModelFiles folder, String name) throws IOException {
    if (!folder.exists(name)) {
      throw new ModelFormatException(name, "is absent", new FileNotFoundException(name));
    }
    long length = folder.length(name);
    if (length > LONGEST) {
      throw new ModelFormatException(
          name, "is %d bytes long, expected at most %d".formatted(length, LONGEST));
    }
    try (InputStream in = folder.open(name)) {
      return in.readAllBytes();
    }
  }

  /** A line that the command sha256sum -c takes. */
  private static String checksumLine(String name, String checksum) {
    return checksum + "  " + name + "\n";
  }

  @SuppressWarnings("unchecked") // Json.plain and the copy below make maps of string keys only
  private static Map<String, Object> object(Object map) {
    return (Map<String, Object>) map;
  }

  private Object read(Object value, ModelFiles folder, String name, Map<String, Object> arrays)
      throws IOException {
    if (value instanceof Map<?, ?> map && map.get(ARRAY) instanceof Map<?, ?> entry) {
      String key = String.valueOf(entry);
      Object array = arrays.get(key);
      if (array == null) {
        array = array(object(entry), folder, name);
        arrays.put(key, array);
      }
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        copy.put((String) entry.getKey(), read(entry.getValue(), folder, name, arrays));
      }
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      for (Object element : list) {
        copy.add(read(element, folder, name, arrays));
      }
      return copy;
    }
    return value;
  }

  private Object array(Map<String, Object> entry, ModelFiles folder, String name)
      throws IOException {
    if (!(entry.get(FILE) instanceof String file)
        || !ModelFiles.isPlain(file)
        || !(entry.get(SHARED) instanceof Boolean isShared)
        || !(entry.get(TYPE) instanceof String type)
        || !(entry.get(LENGTH) instanceof Long length)
        || length < 0
        || length > Integer.MAX_VALUE - 8
        || !(entry.get(SHA256) instanceof String expected)) {
      throw new ModelFormatException(name, "has a bad entry of an array: " + entry);
    }
    ModelFiles files = isShared ? shared : folder;
    if (!files.exists(file)) {
      throw new ModelFormatException(file, "is absent", new FileNotFoundException(file));
    }
    MessageDigest digest = Checksum.start();
    Object array;
    try (InputStream in = new DigestInputStream(files.open(file), digest)) {
      array =
          switch (type) {
            case Npy.FLOAT32 -> Npy.readFloats(in, file, files.length(file), length.intValue());
            case Npy.FLOAT64 -> Npy.readDoubles(in, file, files.length(file), length.intValue());
            default -> throw new ModelFormatException(name, "has an array of type " + type);
          };
    }
    String found = Checksum.hex(digest);
    if (!found.equals(expected)) {
      throw new ModelFormatException(
          file,
          "was changed or damaged: its SHA-256 is %s, expected %s".formatted(found, expected));
    }
    if (isShared) {
      inShared.put(array, new LinkedHashMap<>(entry));
    }
    return array;
  }
}
