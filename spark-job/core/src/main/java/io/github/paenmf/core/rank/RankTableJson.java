package io.github.paenmf.core.rank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of ranks as JSON: the choice, {@code table} with an object a rank that holds the value of
 * every criterion under its name (null where it is not known), and {@code criteria} with what is
 * known about each curve.
 */
public final class RankTableJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RankTableJson() {}

  /** The choice, how sure it is, all values, and the curves' flat regions. */
  public static ObjectNode of(RankTable table) {
    ObjectNode root = JSON.createObjectNode();
    root.put("rank", table.rank());
    root.put("criterion", table.criterion());
    root.put("confidence", table.confidence());
    root.put("tolerance", table.tolerance());
    ArrayNode lines = root.putArray("table");
    for (int i = 0; i < table.ranks().size(); i++) {
      ObjectNode line = lines.addObject();
      line.put("rank", table.ranks().get(i));
      for (Curve curve : table.curves()) {
        double value = curve.values().get(i);
        line.set(
            curve.criterion(),
            Double.isFinite(value) ? JSON.getNodeFactory().numberNode(value) : null);
      }
    }
    ArrayNode criteria = root.putArray("criteria");
    for (Curve curve : table.curves()) {
      ObjectNode node = criteria.addObject();
      node.put("criterion", curve.criterion());
      node.put("unit", curve.unit());
      node.put("lowerIsBetter", curve.lowerIsBetter());
      if (curve.isKnown()) {
        node.put("best", curve.best());
        node.set("flat", JSON.valueToTree(curve.flat(table.tolerance())));
      }
      node.set("errors", JSON.valueToTree(curve.errors()));
    }
    return root;
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws IOException when it is not such a table
   */
  public static RankTable read(String text) throws IOException {
    JsonNode root = JSON.readTree(text);
    try {
      List<Integer> ranks = new ArrayList<>();
      for (JsonNode line : required(root, "table")) {
        ranks.add(required(line, "rank").intValue());
      }
      List<Curve> curves = new ArrayList<>();
      for (JsonNode node : required(root, "criteria")) {
        String name = required(node, "criterion").asText();
        List<Double> values = new ArrayList<>();
        for (JsonNode line : required(root, "table")) {
          JsonNode value = required(line, name);
          values.add(value.isNull() ? Double.NaN : value.doubleValue());
        }
        List<Double> errors = new ArrayList<>();
        required(node, "errors").forEach(error -> errors.add(error.doubleValue()));
        curves.add(
            new Curve(
                name,
                required(node, "unit").asText(),
                required(node, "lowerIsBetter").booleanValue(),
                ranks,
                values,
                errors));
      }
      return new RankTable(
          ranks,
          curves,
          required(root, "criterion").asText(),
          required(root, "tolerance").doubleValue());
    } catch (IllegalArgumentException e) {
      throw new IOException("not a table of ranks: " + e.getMessage(), e);
    }
  }

  private static JsonNode required(JsonNode node, String name) throws IOException {
    JsonNode found = node.path(name);
    if (found.isMissingNode()) {
      throw new IOException("not a table of ranks: no " + name);
    }
    return found;
  }
}
