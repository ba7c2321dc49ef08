package io.github.paenmf.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.core.matrix.RowMatrix;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Nothing that a fit remembers is left out of a checkpoint: every field of the state, whatever it
 * is called, is filled with a value of its own by reflection and has to come back.
 */
class StateTreeTest {

  /** Small enough that shapes r x m and r x q are checked, each size another. */
  private static final int RANK = 2;

  private static final int FEATURES = 5;
  private static final int INPUTS = 3;

  private int next = 1;

  @Test
  void everyFieldComesBack() throws Exception {
    TrainingState state = new TrainingState();
    fill(state);

    TrainingState back = StateTree.read(plain(StateTree.of(state)));

    assertThat(Bits.of(back)).isEqualTo(Bits.of(state));
  }

  @Test
  void theStateOfAFitThatHasNotBegunComesBack() {
    TrainingState back = StateTree.read(plain(StateTree.of(new TrainingState())));

    assertThat(Bits.of(back)).isEqualTo(Bits.of(new TrainingState()));
  }

  @Test
  void aFieldThatIsAbsentOrOfAnotherTypeIsNamed() {
    Map<String, Object> tree = plain(StateTree.of(new TrainingState()));
    tree.remove("smallGains");
    assertThatThrownBy(() -> StateTree.read(tree)).hasMessageContaining("'smallGains' is absent");
    tree.put("smallGains", "many");
    assertThatThrownBy(() -> StateTree.read(tree))
        .hasMessageContaining("'smallGains' is many, expected a Long");
  }

  /** As files bring a tree back: arrays without the mark that they don't change. */
  private static Map<String, Object> plain(Map<String, Object> tree) {
    Map<String, Object> copy = new LinkedHashMap<>();
    tree.forEach((name, value) -> copy.put(name, plainValue(value)));
    return copy;
  }

  private static Object plainValue(Object value) {
    if (value instanceof StateTree.Once once) {
      return once.array();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((name, inside) -> copy.put((String) name, plainValue(inside)));
      return copy;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(StateTreeTest::plainValue).toList();
    }
    return value;
  }

  private void fill(Object object) throws ReflectiveOperationException {
    for (Field field : object.getClass().getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        continue;
      }
      field.setAccessible(true);
      if (field.getType() == List.class) {
        Class<?> element =
            (Class<?>) ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
        List<Object> values =
            List.of(value(field.getName(), element), value(field.getName(), element));
        if (Modifier.isFinal(field.getModifiers())) {
          @SuppressWarnings("unchecked") // filled with what its declaration says
          List<Object> list = (List<Object>) field.get(object);
          list.addAll(values);
        } else {
          field.set(object, values);
        }
      } else {
        field.set(object, value(field.getName(), field.getType()));
      }
    }
  }

  /** A value unlike any other; sizes follow the names that records have for them. */
  private Object value(String name, Class<?> type) throws ReflectiveOperationException {
    int number = next++;
    if (type == int.class) {
      return switch (name) {
        case "rank" -> RANK;
        case "features" -> FEATURES;
        case "inputs", "directionCount" -> INPUTS;
        default -> number;
      };
    } else if (type == long.class) {
      return (1L << 40) + number;
    } else if (type == double.class) {
      return number % 5 == 0 ? Double.NEGATIVE_INFINITY : number + 1 / 3.0;
    } else if (type == boolean.class) {
      return true;
    } else if (type == String.class) {
      return name + number;
    } else if (type == float[].class) {
      float[] values = new float[length(name)];
      Arrays.fill(values, number + 0.1f);
      return values;
    } else if (type == double[].class) {
      double[] values = new double[FEATURES];
      Arrays.fill(values, number + 0.1);
      return values;
    } else if (type == RowMatrix.class) {
      int rows = name.equals("parts") ? RANK : INPUTS;
      float[] values = new float[rows * FEATURES];
      Arrays.fill(values, number + 0.1f);
      return RowMatrix.of(values, rows, FEATURES);
    } else if (type.isEnum()) {
      return type.getEnumConstants()[1 + number % (type.getEnumConstants().length - 1)];
    } else if (type.isRecord()) {
      return record(type);
    } else if (type.getName().startsWith("io.github.paenmf.core.")) {
      Object object = made(type);
      fill(object);
      return object;
    }
    throw new AssertionError(
        "'%s' is a %s: store it in StateTree and give it a value here".formatted(name, type));
  }

  private static int length(String name) {
    return switch (name) {
      case "parts" -> RANK * FEATURES;
      case "scaleCoefficients", "shapeCoefficients" -> RANK * INPUTS;
      case "scaleBias", "shapeBias" -> RANK;
      default -> 7;
    };
  }

  private Object record(Class<?> type) throws ReflectiveOperationException {
    List<Object> values = new ArrayList<>();
    List<Class<?>> types = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      values.add(value(component.getName(), component.getType()));
      types.add(component.getType());
    }
    var constructor = type.getDeclaredConstructor(types.toArray(new Class<?>[0]));
    constructor.setAccessible(true);
    return constructor.newInstance(values.toArray());
  }

  /** By the shortest constructor, with small numbers; the fields are filled afterwards. */
  private static Object made(Class<?> type) throws ReflectiveOperationException {
    var shortest =
        Arrays.stream(type.getDeclaredConstructors())
            .filter(c -> Arrays.stream(c.getParameterTypes()).allMatch(Class::isPrimitive))
            .min((a, b) -> Integer.compare(a.getParameterCount(), b.getParameterCount()))
            .orElseThrow(() -> new AssertionError("no way to make a " + type));
    shortest.setAccessible(true);
    Object[] arguments =
        Arrays.stream(shortest.getParameterTypes())
            .map(t -> t == int.class ? (Object) FEATURES : (Object) 0.5)
            .toArray();
    return shortest.newInstance(arguments);
  }
}
