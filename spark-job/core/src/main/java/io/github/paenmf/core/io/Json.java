package io.github.paenmf.core.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as trees, never bound to classes by name. Doubles are written with the digits that bring
 * back the same bits; there is no NaN in JSON, so it is written as null.
 */
public final class Json {

  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private static final ObjectWriter INDENTED =
      MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private Json() {}

  /** Reads one JSON value, to the end of the stream. */
  public static JsonNode parse(InputStream in, String file) throws IOException {
    try {
      JsonNode node = MAPPER.readTree(in);
      if (node == null || node.isMissingNode()) {
        throw new ModelFormatException(file, "is empty, expected JSON");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(file, "is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Reads one JSON object. */
  static JsonFields parseObject(InputStream in, String file) throws IOException {
    if (parse(in, file) instanceof ObjectNode object) {
      return new JsonFields(file, "", object);
    }
    throw new ModelFormatException(file, "is not a JSON object");
  }

  /** JSON for people to read, ASCII, the same bytes on every operating system. */
  public static byte[] indented(JsonNode node) throws IOException {
    return (INDENTED.writeValueAsString(node) + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** JSON in one line, ASCII. */
  static byte[] compact(JsonNode node) throws IOException {
    return MAPPER.writeValueAsBytes(node);
  }

  /** A number, or null when it is NaN or infinite. */
  static JsonNode number(double value) {
    return Double.isFinite(value) ? NODES.numberNode(value) : NODES.nullNode();
  }

  /** The tree of a plain value ({@link PlainValues}). */
  public static JsonNode tree(Object plain) {
    return MAPPER.valueToTree(plain);
  }

  /**
   * The plain value of a tree: whole numbers as Long, others as Double.
   *
   * @throws ModelFormatException when a whole number is too large for a long
   */
  public static Object plain(JsonNode node, String file) throws ModelFormatException {
    return switch (node.getNodeType()) {
      case NULL -> null;
      case BOOLEAN -> node.booleanValue();
      case STRING -> node.textValue();
      case NUMBER -> {
        if (node.isIntegralNumber() && !node.canConvertToLong()) {
          throw new ModelFormatException(file, node + " is too large a number");
        }
        if (node.isIntegralNumber()) {
          yield node.longValue();
        }
        yield node.doubleValue();
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        for (JsonNode element : node) {
          list.add(plain(element, file));
        }
        yield list;
      }
      case OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
          map.put(field.getKey(), plain(field.getValue(), file));
        }
        yield map;
      }
      default -> throw new ModelFormatException(file, "has an unexpected " + node.getNodeType());
    };
  }
}
