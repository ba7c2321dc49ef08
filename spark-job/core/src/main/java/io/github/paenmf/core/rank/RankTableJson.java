package io.github.paenmf.core.rank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A table of ranks as JSON; a value that is not known is null. */
public final class RankTableJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RankTableJson() {}

  /** The choice, how sure it is, and all curves with their flat regions. */
  public static ObjectNode of(RankTable table) {
    ObjectNode root = JSON.createObjectNode();
    root.put("rank", table.rank());
    root.put("criterion", table.criterion());
    root.put("confidence", table.confidence());
    root.put("tolerance", table.tolerance());
    root.set("ranks", JSON.valueToTree(table.ranks()));
    ArrayNode curves = root.putArray("curves");
    for (Curve curve : table.curves()) {
      ObjectNode node = curves.addObject();
      node.put("criterion", curve.criterion());
      node.put("unit", curve.unit());
      node.put("lowerIsBetter", curve.lowerIsBetter());
      if (curve.isKnown()) {
        node.put("best", curve.best());
        node.set("flat", JSON.valueToTree(curve.flat(table.tolerance())));
      }
      numbers(node.putArray("values"), curve.values());
      numbers(node.putArray("errors"), curve.errors());
    }
    return root;
  }

  private static void numbers(ArrayNode into, List<Double> values) {
    for (double value : values) {
      if (Double.isFinite(value)) {
        into.add(value);
      } else {
        into.addNull();
      }
    }
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
      required(root, "ranks").forEach(rank -> ranks.add(rank.intValue()));
      List<Curve> curves = new ArrayList<>();
      for (JsonNode node : required(root, "curves")) {
        curves.add(
            new Curve(
                required(node, "criterion").asText(),
                required(node, "unit").asText(),
                required(node, "lowerIsBetter").booleanValue(),
                ranks,
                numbers(required(node, "values")),
                numbers(required(node, "errors"))));
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

  private static List<Double> numbers(JsonNode array) {
    List<Double> values = new ArrayList<>();
    array.forEach(value -> values.add(value.isNull() ? Double.NaN : value.doubleValue()));
    return values;
  }
}
