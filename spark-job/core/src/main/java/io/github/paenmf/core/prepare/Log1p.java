package io.github.paenmf.core.prepare;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** ln(1 + v), which keeps zeros zero. */
public record Log1p() implements RowStep {

  static final String KIND = "log1p";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public RowValues apply(RowValues row) {
    return map(row, Math::log1p);
  }

  @Override
  public RowValues undo(RowValues after, RowValues before) {
    return map(after, Math::expm1);
  }

  private static RowValues map(RowValues row, DoubleUnaryOperator operator) {
    double[] values = row.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = operator.applyAsDouble(values[i]);
    }
    return row.withValues(values);
  }

  @Override
  public Map<String, Object> describe() {
    return Map.of("kind", KIND);
  }
}
