package io.github.paenmf.core.prepare;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts a number in the place of missing values. Undoing leaves the row as it is: a filled value is
 * the best guess there is.
 *
 * @param rule how
 */
public record FillMissing(Rule rule) implements RowStep {

  static final String KIND = "fill-missing";

  /** What takes the place of a missing value. */
  public enum Rule {
    /** 0. */
    ZERO,
    /**
     * The value of the nearest earlier feature that has one, as the last known price in a table
     * whose features are dates in order. Missing values before the first known one stay missing.
     */
    FORWARD
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public RowValues apply(RowValues row) {
    if (!row.hasMissing()) {
      return row;
    }
    double[] values = row.values().clone();
    double last = Double.NaN;
    for (int i = 0; i < values.length; i++) {
      if (row.isSparse()
          && row.feature(i) > 0
          && (i == 0 || row.feature(i - 1) + 1 < row.feature(i))) {
        last = 0; // The feature just before is not stored, so it is a known zero.
      }
      if (!Double.isNaN(values[i])) {
        last = values[i];
      } else {
        values[i] = rule == Rule.ZERO ? 0 : last;
      }
    }
    return row.isSparse() ? withoutZeros(row, values) : row.withValues(values);
  }

  private static RowValues withoutZeros(RowValues row, double[] values) {
    int[] indices = new int[values.length];
    int stored = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        indices[stored] = row.feature(i);
        values[stored++] = values[i];
      }
    }
    return RowValues.sparse(
        row.size(), Arrays.copyOf(indices, stored), Arrays.copyOf(values, stored));
  }

  @Override
  public RowValues undo(RowValues after, RowValues before) {
    return after;
  }

  @Override
  public Map<String, Object> describe() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", KIND);
    fields.put("rule", rule.name());
    return fields;
  }
}
