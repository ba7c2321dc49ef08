package io.github.paenmf.cuda.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.core.pass.Statistics;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** Compares all sums of two passes: each in the Frobenius norm, relative to the expected one's. */
final class Agreement {

  private Agreement() {}

  static void check(Statistics<?> actual, Statistics<?> expected, double tolerance) {
    int compared = 0;
    for (Field field : expected.getClass().getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        continue;
      }
      compared++;
      double gap = 0;
      double size = 0;
      double[] one = values(field, actual);
      double[] other = values(field, expected);
      assertThat(one).as(field.getName()).hasSameSizeAs(other);
      for (int i = 0; i < one.length; i++) {
        gap += (one[i] - other[i]) * (one[i] - other[i]);
        size += other[i] * other[i];
      }
      assertThat(Math.sqrt(gap))
          .as("%s: gap, with a size of %s", field.getName(), Math.sqrt(size))
          .isLessThanOrEqualTo(tolerance * Math.max(Math.sqrt(size), 1e-12));
    }
    assertThat(compared).isPositive();
  }

  private static double[] values(Field field, Statistics<?> sums) {
    try {
      Object value = field.get(sums);
      if (!value.getClass().isArray()) {
        return new double[] {((Number) value).doubleValue()};
      }
      double[] values = new double[Array.getLength(value)];
      for (int i = 0; i < values.length; i++) {
        values[i] = Array.getDouble(value, i);
      }
      return values;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
