package io.github.paenmf.spark.persist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.param.Params;

/**
 * The metadata file of a Spark ML stage, in the layout that Spark's own readers expect: one line of
 * JSON with class, uid and params. Written without a Spark job.
 */
public final class StageMetadata {

  private static final String FOLDER = "metadata";
  private static final String FILE = "part-00000";
  private static final ObjectMapper JSON = new ObjectMapper();

  private StageMetadata() {}

  /** Writes the metadata of a stage into its folder. */
  public static void write(Params stage, HadoopFolder folder, String sparkVersion)
      throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("class", stage.getClass().getName());
    root.put("timestamp", System.currentTimeMillis());
    root.put("sparkVersion", sparkVersion);
    root.put("uid", stage.uid());
    root.set("paramMap", params(stage.paramMap()));
    root.set("defaultParamMap", params(stage.defaultParamMap()));
    HadoopFolder metadata = folder.inside(FOLDER);
    try (OutputStream out = metadata.create(FILE)) {
      out.write((JSON.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    metadata.create("_SUCCESS").close();
  }

  private static ObjectNode params(ParamMap map) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    for (ParamPair<?> pair : ParamPairs.of(map)) {
      node.set(pair.param().name(), JSON.readTree(encoded(pair)));
    }
    return node;
  }

  private static <T> String encoded(ParamPair<T> pair) {
    return pair.param().jsonEncode(pair.value());
  }

  /** Reads the metadata in a folder; refuses a stage of another class. */
  public static JsonNode read(HadoopFolder folder, String className) throws IOException {
    HadoopFolder metadata = folder.inside(FOLDER);
    if (!metadata.exists(FILE)) {
      throw new IOException("no file %s/%s in %s".formatted(FOLDER, FILE, folder.path()));
    }
    JsonNode root;
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(metadata.open(FILE), StandardCharsets.UTF_8))) {
      root = JSON.readTree(in.readLine());
    }
    String found = root.path("class").asText();
    if (!found.equals(className)) {
      throw new IOException(
          "%s holds a stage of class %s, expected %s".formatted(folder.path(), found, className));
    }
    return root;
  }

  /** Sets the params and defaults that the metadata lists. */
  public static void apply(JsonNode metadata, Params stage) {
    for (Map.Entry<String, JsonNode> entry : metadata.path("defaultParamMap").properties()) {
      setDefault(stage, stage.getParam(entry.getKey()), entry.getValue());
    }
    for (Map.Entry<String, JsonNode> entry : metadata.path("paramMap").properties()) {
      set(stage, stage.getParam(entry.getKey()), entry.getValue());
    }
  }

  private static <T> void setDefault(Params stage, Param<T> param, JsonNode value) {
    stage.setDefault(param, param.jsonDecode(value.toString()));
  }

  private static <T> void set(Params stage, Param<T> param, JsonNode value) {
    stage.set(param, param.jsonDecode(value.toString()));
  }
}
