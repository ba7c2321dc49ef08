package io.github.paenmf.core.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of one JSON object, each read as what it must be. Every refusal names the file, the
 * field, what was found and what was expected.
 *
 * @param file name of the file
 * @param path where the object stands in the file, empty or ending in a dot
 * @param node the object
 */
record JsonFields(String file, String path, ObjectNode node) {

  /** Names of the fields. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Whether the field is there and not null. */
  boolean has(String name) {
    return node.hasNonNull(name);
  }

  /** A string. */
  String text(String name) throws ModelFormatException {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw wrong(name, "a string");
    }
    return value.textValue();
  }

  /** A string, or null when the field is null or absent. */
  String textOrNull(String name) throws ModelFormatException {
    return has(name) ? text(name) : null;
  }

  /** True or false. */
  boolean bool(String name) throws ModelFormatException {
    if (!node.path(name).isBoolean()) {
      throw wrong(name, "true or false");
    }
    return node.path(name).booleanValue();
  }

  /** A whole number from {@code min} to {@code max}. */
  long whole(String name, long min, long max) throws ModelFormatException {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < min
        || value.longValue() > max) {
      throw wrong(name, "a whole number from %d to %d".formatted(min, max));
    }
    return value.longValue();
  }

  /** The same as an int. */
  int count(String name, int min, int max) throws ModelFormatException {
    return (int) whole(name, min, max);
  }

  /** A finite number. */
  double number(String name) throws ModelFormatException {
    JsonNode value = node.path(name);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw wrong(name, "a number");
    }
    return value.doubleValue();
  }

  /** A finite number above 0. */
  double positive(String name) throws ModelFormatException {
    double value = number(name);
    if (!(value > 0)) {
      throw wrong(name, "a number above 0");
    }
    return value;
  }

  /** A finite number of float32. */
  float single(String name) throws ModelFormatException {
    float value = (float) number(name);
    if (!Float.isFinite(value)) {
      throw wrong(name, "a number of float32");
    }
    return value;
  }

  /** A finite number, or NaN when the field is null. */
  double numberOrNan(String name) throws ModelFormatException {
    return node.path(name).isNull() ? Double.NaN : number(name);
  }

  /** A constant of an enum. */
  <E extends Enum<E>> E choice(String name, Class<E> type) throws ModelFormatException {
    String text = text(name);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw wrong(name, "one of " + List.of(type.getEnumConstants()));
  }

  /** An object. */
  JsonFields object(String name) throws ModelFormatException {
    if (node.path(name) instanceof ObjectNode object) {
      return new JsonFields(file, path + name + ".", object);
    }
    throw wrong(name, "an object");
  }

  /** A list of objects. */
  List<JsonFields> objects(String name) throws ModelFormatException {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode element : list(name)) {
      if (!(element instanceof ObjectNode object)) {
        throw wrong(name, "a list of objects");
      }
      String at = "%s%s[%d].".formatted(path, name, objects.size());
      objects.add(new JsonFields(file, at, object));
    }
    return objects;
  }

  /** A list of strings. */
  List<String> texts(String name) throws ModelFormatException {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : list(name)) {
      if (!element.isTextual()) {
        throw wrong(name, "a list of strings");
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  /** A list of whole numbers, each 0 to the largest int. */
  int[] counts(String name) throws ModelFormatException {
    ArrayNode list = list(name);
    int[] counts = new int[list.size()];
    for (int i = 0; i < counts.length; i++) {
      JsonNode element = list.get(i);
      if (!element.isIntegralNumber() || !element.canConvertToInt() || element.intValue() < 0) {
        throw wrong(name, "a list of whole numbers from 0");
      }
      counts[i] = element.intValue();
    }
    return counts;
  }

  /** An object of any plain values. */
  Map<String, Object> plainObject(String name) throws ModelFormatException {
    return PlainValues.object(Json.plain(object(name).node(), file));
  }

  /** A refusal of a field. */
  ModelFormatException wrong(String name, String expected) {
    JsonNode value = node.get(name);
    String found = value == null ? "absent" : value.toString();
    if (found.length() > 200) {
      found = found.substring(0, 200) + "...";
    }
    return new ModelFormatException(
        file, "'%s%s' is %s, expected %s".formatted(path, name, found, expected));
  }

  private ArrayNode list(String name) throws ModelFormatException {
    if (node.path(name) instanceof ArrayNode list) {
      return list;
    }
    throw wrong(name, "a list");
  }
}
