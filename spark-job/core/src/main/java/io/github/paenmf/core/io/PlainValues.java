package io.github.paenmf.core.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values that JSON has: null, Boolean, String, Long, Double, lists and maps of them. What is copied
 * in here comes back equal after it was written and read.
 */
final class PlainValues {

  private PlainValues() {}

  /**
   * An unmodifiable deep copy, whole numbers as Long and others as Double.
   *
   * @throws IllegalArgumentException when a value is of another type, NaN or infinite
   */
  static Map<String, Object> copy(Map<String, Object> values) {
    return object(value("params", values));
  }

  /** A map known to have string keys. */
  @SuppressWarnings("unchecked") // both makers of such maps put strings only
  static Map<String, Object> object(Object map) {
    return (Map<String, Object>) map;
  }

  private static Object value(String name, Object value) {
    if (value == null || value instanceof Boolean || value instanceof String) {
      return value;
    }
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      return ((Number) value).longValue();
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException(
            "%s is %s, expected a finite number".formatted(name, number));
      }
      return number;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(value(name, element)));
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, element) -> copy.put((String) key, value(name + "." + key, element)));
      return Collections.unmodifiableMap(copy);
    }
    throw new IllegalArgumentException(
        "%s is a %s, expected a value that JSON has".formatted(name, value.getClass().getName()));
  }
}
