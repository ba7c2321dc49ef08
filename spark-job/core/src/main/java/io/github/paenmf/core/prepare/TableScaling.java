package io.github.paenmf.core.prepare;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Divides every value by one fitted number.
 *
 * @param factor &gt; 0
 */
public record TableScaling(double factor) implements RowStep {

  static final String KIND = "table-scaling";

  /**
   * Checks the factor.
   *
   * @throws IllegalArgumentException when it is not positive and finite
   */
  public TableScaling {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("a factor must be positive and finite, not " + factor);
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public RowValues apply(RowValues row) {
    return Factors.divide(row, factor);
  }

  @Override
  public RowValues undo(RowValues after, RowValues before) {
    return Factors.multiply(after, factor);
  }

  @Override
  public Map<String, Object> describe() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", KIND);
    fields.put("factor", factor);
    return fields;
  }
}
