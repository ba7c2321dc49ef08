package io.github.paenmf.core.prepare;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Divides every feature by its own fitted number. */
public final class FeatureScaling implements RowStep {

  private static final long serialVersionUID = 1L;

  static final String KIND = "feature-scaling";

  private final double[] factors;

  /**
   * Fitted factors.
   *
   * @param factors one a feature, all &gt; 0
   * @throws IllegalArgumentException when one is not positive and finite
   */
  public FeatureScaling(double[] factors) {
    for (double f : factors) {
      if (!(f > 0) || Double.isInfinite(f)) {
        throw new IllegalArgumentException("a factor must be positive and finite, not " + f);
      }
    }
    this.factors = factors.clone();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public RowValues apply(RowValues row) {
    double[] values = row.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] /= factors[row.feature(i)];
    }
    return row.withValues(values);
  }

  @Override
  public RowValues undo(RowValues after, RowValues before) {
    double[] values = after.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factors[after.feature(i)];
    }
    return after.withValues(values);
  }

  @Override
  public Map<String, Object> describe() {
    List<Double> list = Arrays.stream(factors).boxed().toList();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", KIND);
    fields.put("factors", list);
    return fields;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureScaling scaling && Arrays.equals(factors, scaling.factors);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(factors);
  }

  @Override
  public String toString() {
    return "FeatureScaling" + Arrays.toString(factors);
  }
}
