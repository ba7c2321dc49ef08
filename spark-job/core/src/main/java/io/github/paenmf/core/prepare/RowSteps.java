package io.github.paenmf.core.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads steps back from their description. */
public final class RowSteps {

  private RowSteps() {}

  /**
   * The step that {@link RowStep#describe()} described.
   *
   * @param fields the description, numbers as any {@link Number}
   * @throws IllegalArgumentException when the kind is unknown or a field is absent or of another
   *     type
   */
  public static RowStep of(Map<String, Object> fields) {
    String kind = field(fields, "kind", String.class);
    return switch (kind) {
      case PointScaling.KIND ->
          new PointScaling(Statistic.valueOf(field(fields, "statistic", String.class)));
      case FeatureScaling.KIND -> new FeatureScaling(doubles(fields, "factors"));
      case TableScaling.KIND ->
          new TableScaling(field(fields, "factor", Number.class).doubleValue());
      case Log1p.KIND -> new Log1p();
      case LibrarySize.KIND -> new LibrarySize(field(fields, "target", Number.class).doubleValue());
      case FillMissing.KIND ->
          new FillMissing(FillMissing.Rule.valueOf(field(fields, "rule", String.class)));
      case DropMissing.KIND -> new DropMissing();
      case SelectFeatures.KIND ->
          new SelectFeatures(
              field(fields, "inputSize", Number.class).intValue(),
              numbers(fields, "kept").stream().mapToInt(Number::intValue).toArray());
      default ->
          throw new IllegalArgumentException(
              String.format(Locale.ROOT, "unknown preparation step '%s'", kind));
    };
  }

  private static double[] doubles(Map<String, Object> fields, String name) {
    return numbers(fields, name).stream().mapToDouble(Number::doubleValue).toArray();
  }

  private static List<Number> numbers(Map<String, Object> fields, String name) {
    List<?> values = field(fields, name, List.class);
    List<Number> numbers = new ArrayList<>(values.size());
    for (Object value : values) {
      if (!(value instanceof Number number)) {
        throw new IllegalArgumentException(
            "preparation step: '" + name + "' holds " + value + ", expected numbers");
      }
      numbers.add(number);
    }
    return numbers;
  }

  private static <T> T field(Map<String, Object> fields, String name, Class<T> type) {
    Object value = fields.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "preparation step: '" + name + "' is " + value + ", expected a " + type.getSimpleName());
    }
    return type.cast(value);
  }
}
