package io.github.paenmf.core.prepare;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Divides a data point by its own maximum or mean, computed afresh for every point. A point of
 * zeros stays as it is.
 *
 * @param statistic what to divide by
 */
public record PointScaling(Statistic statistic) implements RowStep {

  static final String KIND = "point-scaling";

  @Override
  public String kind() {
    return KIND;
  }

  /** The factor of this data point; 1 when all its values are 0. */
  public double factor(RowValues row) {
    return Factors.usable(statistic.of(row));
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
    fields.put("statistic", statistic.name());
    return fields;
  }
}
