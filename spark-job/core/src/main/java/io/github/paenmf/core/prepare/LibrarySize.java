package io.github.paenmf.core.prepare;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scales a data point so that its values sum to {@code target}, as counts per 10,000 in single-cell
 * work. A point of zeros stays as it is.
 *
 * @param target &gt; 0
 */
public record LibrarySize(double target) implements RowStep {

  static final String KIND = "library-size";

  /**
   * Checks the target.
   *
   * @throws IllegalArgumentException when it is not positive and finite
   */
  public LibrarySize {
    if (!(target > 0) || Double.isInfinite(target)) {
      throw new IllegalArgumentException(
          "a library size must be positive and finite, not " + target);
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  private double factor(RowValues row) {
    double sum = 0;
    for (double v : row.values()) {
      if (!Double.isNaN(v)) {
        sum += v;
      }
    }
    return sum > 0 ? sum / target : 1;
  }

  @Override
  public RowValues apply(RowValues row) {
    return Factors.divide(row, factor(row));
  }

  @Override
  public RowValues undo(RowValues after, RowValues before) {
    return before == null ? after : Factors.multiply(after, factor(before));
  }

  @Override
  public boolean ownFactor() {
    return true;
  }

  @Override
  public Map<String, Object> describe() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", KIND);
    fields.put("target", target);
    return fields;
  }
}
