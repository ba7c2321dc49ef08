package io.github.paenmf.core.train;

import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.matrix.ScratchMatrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The fields of an object on their way into a tree of plain values, or out of one. Each field is
 * named once, for both directions, so that what is written and what is read can't drift apart.
 *
 * <p>{@link #storing()} asks the suppliers and answers with what they gave; {@link #restoring} asks
 * none and answers with what the tree holds.
 */
abstract class StateFields {

  /** Fields that fill a tree. */
  static StateFields storing() {
    return new Storing();
  }

  /** Fields read from a tree. */
  static StateFields restoring(Map<String, Object> tree) {
    return new Restoring(tree, "");
  }

  /** What was stored. */
  abstract Map<String, Object> tree();

  abstract Object value(String name, Supplier<Object> value);

  /** A value that must be of a type; null where {@code nullable} allows it. */
  abstract <T> T typed(String name, Class<T> type, boolean nullable, Supplier<Object> value);

  /** An object of fields of its own, or null. */
  abstract <T> T object(String name, Supplier<T> value, BiFunction<StateFields, T, T> fields);

  /** A list of such objects. */
  abstract <T> List<T> objects(
      String name, Supplier<List<T>> values, BiFunction<StateFields, T, T> fields);

  final int whole(String name, IntSupplier value) {
    long found = typed(name, Long.class, false, () -> (long) value.getAsInt());
    if (found != (int) found) {
      throw new IllegalArgumentException("'%s' is %d, too large".formatted(name, found));
    }
    return (int) found;
  }

  final long wholeLong(String name, LongSupplier value) {
    return typed(name, Long.class, false, value::getAsLong);
  }

  /** A number, also one that JSON does not have: NaN and the infinities are stored by name. */
  final double number(String name, DoubleSupplier value) {
    Object found =
        value(
            name,
            () -> {
              double number = value.getAsDouble();
              return Double.isFinite(number) ? (Object) number : Double.toString(number);
            });
    if (found instanceof Double number) {
      return number;
    }
    if (found instanceof String text && text.matches("NaN|-?Infinity")) {
      return Double.parseDouble(text);
    }
    throw wrong(name, found, "a number");
  }

  final <E extends Enum<E>> E choice(String name, Class<E> type, Supplier<E> value) {
    String text = typed(name, String.class, false, () -> value.get().name());
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw wrong(name, text, "one of " + List.of(type.getEnumConstants()));
  }

  final boolean flag(String name, BooleanSupplier value) {
    return typed(name, Boolean.class, false, value::getAsBoolean);
  }

  /** A list of arrays of float. */
  final List<float[]> vectors(String name, Supplier<List<float[]>> values) {
    List<float[]> vectors = new ArrayList<>();
    for (Object element : typed(name, List.class, false, () -> List.copyOf(values.get()))) {
      if (!(element instanceof float[] vector)) {
        throw wrong(name, element, "a list of arrays");
      }
      vectors.add(vector);
    }
    return List.copyOf(vectors);
  }

  /** An array of float, or null. */
  final float[] floats(String name, Supplier<float[]> value) {
    return typed(name, float[].class, true, value::get);
  }

  /** A matrix, or null: one in memory is stored as its array, any other as it is. */
  final RowMatrix matrix(String name, int rows, Supplier<RowMatrix> value) {
    return restored(name, rows, typed(name, Object.class, true, () -> stored(value.get())));
  }

  /** A matrix that does not change any more, or null. */
  final RowMatrix matrixOnce(String name, int rows, Supplier<RowMatrix> value) {
    Supplier<Object> once = () -> StateTree.Once.of(stored(value.get()));
    return restored(name, rows, typed(name, Object.class, true, once));
  }

  private static Object stored(RowMatrix matrix) {
    return matrix == null || matrix instanceof ScratchMatrix ? matrix : matrix.values();
  }

  private static RowMatrix restored(String name, int rows, Object found) {
    if (found == null || found instanceof RowMatrix) {
      return (RowMatrix) found;
    }
    if (found instanceof float[] values && rows > 0 && values.length % rows == 0) {
      return RowMatrix.of(values, rows, values.length / rows);
    }
    throw wrong(name, found, "a matrix of %d rows".formatted(rows));
  }

  /** An array of double, or null. */
  final double[] doubles(String name, Supplier<double[]> value) {
    return typed(name, double[].class, true, value::get);
  }

  /** An array of float that does not change any more, or null. */
  final float[] floatsOnce(String name, Supplier<float[]> value) {
    return typed(name, float[].class, true, () -> StateTree.Once.of(value.get()));
  }

  /** An array of double that does not change any more, or null. */
  final double[] doublesOnce(String name, Supplier<double[]> value) {
    return typed(name, double[].class, true, () -> StateTree.Once.of(value.get()));
  }

  /** A list of strings. */
  final List<String> texts(String name, Supplier<List<String>> values) {
    List<String> texts = new ArrayList<>();
    for (Object element : typed(name, List.class, false, () -> List.copyOf(values.get()))) {
      if (!(element instanceof String text)) {
        throw wrong(name, element, "a list of strings");
      }
      texts.add(text);
    }
    return texts;
  }

  static IllegalArgumentException wrong(String name, Object found, String expected) {
    String text = String.valueOf(found);
    return new IllegalArgumentException(
        "'%s' is %s, expected %s"
            .formatted(name, text.length() > 60 ? text.substring(0, 60) + "..." : text, expected));
  }

  /** Fills a tree. */
  private static final class Storing extends StateFields {

    private final Map<String, Object> tree = new LinkedHashMap<>();

    @Override
    Map<String, Object> tree() {
      return tree;
    }

    @Override
    Object value(String name, Supplier<Object> value) {
      Object stored = value.get();
      if (tree.containsKey(name)) {
        throw new IllegalStateException("two fields named " + name);
      }
      tree.put(name, stored);
      return stored;
    }

    @Override
    <T> T typed(String name, Class<T> type, boolean nullable, Supplier<Object> value) {
      Object stored = value(name, value);
      return type.cast(stored instanceof StateTree.Once once ? once.array() : stored);
    }

    @Override
    <T> T object(String name, Supplier<T> value, BiFunction<StateFields, T, T> fields) {
      T object = value.get();
      tree.put(name, object == null ? null : tree(object, fields));
      return object;
    }

    @Override
    <T> List<T> objects(
        String name, Supplier<List<T>> values, BiFunction<StateFields, T, T> fields) {
      List<T> objects = values.get();
      tree.put(name, objects.stream().map(object -> tree(object, fields)).toList());
      return objects;
    }

    private static <T> Map<String, Object> tree(T object, BiFunction<StateFields, T, T> fields) {
      StateFields inside = storing();
      fields.apply(inside, object);
      return inside.tree();
    }
  }

  /** Reads a tree. */
  private static final class Restoring extends StateFields {

    private final Map<?, ?> tree;
    private final String path;

    Restoring(Map<?, ?> tree, String path) {
      this.tree = tree;
      this.path = path;
    }

    @Override
    Map<String, Object> tree() {
      throw new IllegalStateException("fields that are read have no tree of their own");
    }

    @Override
    Object value(String name, Supplier<Object> value) {
      if (!tree.containsKey(name)) {
        throw new IllegalArgumentException("'%s%s' is absent".formatted(path, name));
      }
      return tree.get(name);
    }

    @Override
    <T> T typed(String name, Class<T> type, boolean nullable, Supplier<Object> value) {
      Object found = value(name, value);
      if (found == null ? !nullable : !type.isInstance(found)) {
        throw wrong(path + name, found, "a " + type.getSimpleName());
      }
      return type.cast(found);
    }

    @Override
    <T> T object(String name, Supplier<T> value, BiFunction<StateFields, T, T> fields) {
      Map<?, ?> inside = typed(name, Map.class, true, () -> null);
      return inside == null ? null : fields.apply(new Restoring(inside, path + name + "."), null);
    }

    @Override
    <T> List<T> objects(
        String name, Supplier<List<T>> values, BiFunction<StateFields, T, T> fields) {
      List<T> objects = new ArrayList<>();
      for (Object element : typed(name, List.class, false, () -> null)) {
        if (!(element instanceof Map<?, ?> inside)) {
          throw wrong(path + name, element, "a list of objects");
        }
        objects.add(fields.apply(new Restoring(inside, path + name + "."), null));
      }
      return objects;
    }
  }
}
