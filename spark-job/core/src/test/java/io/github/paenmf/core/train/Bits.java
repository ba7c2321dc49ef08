package io.github.paenmf.core.train;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that an object of this project holds, by reflection, every float and double as its bits: two
 * objects are the same to the last bit when these are equal.
 */
public final class Bits {

  private Bits() {}

  /** Lists, maps by field name, bits and other plain values. */
  public static Object of(Object value) {
    if (value instanceof Double number) {
      return Double.doubleToLongBits(number);
    }
    if (value instanceof Float number) {
      return Float.floatToIntBits(number);
    }
    if (value instanceof Iterable<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(of(element)));
      return copy;
    }
    if (value != null && value.getClass().isArray()) {
      List<Object> copy = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        copy.add(of(Array.get(value, i)));
      }
      return copy;
    }
    if (value == null || value instanceof Enum || !isOurs(value.getClass())) {
      return value;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Field field : value.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        try {
          fields.put(field.getName(), of(field.get(value)));
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    return fields;
  }

  private static boolean isOurs(Class<?> type) {
    return type.getName().startsWith("io.github.paenmf.");
  }
}
