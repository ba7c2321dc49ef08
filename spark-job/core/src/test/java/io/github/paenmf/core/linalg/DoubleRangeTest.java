package io.github.paenmf.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubleRangeTest {

  /** One panel of features and several, one block after another. */
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "7, 20, 3", "130, 512, 12", "33, 1301, 5", "0, 4, 2"})
  void sumsAreThoseOfDoubles(int rows, int features, int count) {
    try (DoubleRange range = new DoubleRange(MatrixProducts.ofBackend());
        DoubleRange arrays = new DoubleRange(MatrixProducts.ofArrays())) {
      for (boolean weighted : new boolean[] {false, true}) {
        float[] x = random(rows * features, 1);
        float[] weights = weighted ? random(rows, 2) : null;
        float[] directions = random(count * features, 3);
        Sums expected = expected(x, rows, features, weights, directions, count);
        Sums found = new Sums(features, count);
        found.add(range, x, rows, features, weights, directions, count);
        found.add(range, x, rows, features, weights, directions, count);
        assertClose(found, expected, 2);
        Sums byArrays = new Sums(features, count);
        byArrays.add(arrays, x, rows, features, weights, directions, count);
        assertClose(byArrays, expected, 1);
      }
    }
  }

  private static void assertClose(Sums found, Sums expected, int times) {
    assertClose(found.gram, expected.gram, times, 1e-12);
    assertClose(found.sums, expected.sums, times, 1e-12);
    for (int i = 0; i < found.product.length; i++) {
      double value = times * expected.exact[i];
      assertThat((double) found.product[i]).isCloseTo(value, within(2e-7 * Math.abs(value)));
    }
  }

  private static void assertClose(double[] found, double[] expected, int times, double error) {
    for (int i = 0; i < found.length; i++) {
      double value = times * expected[i];
      assertThat(found[i]).isCloseTo(value, within(error * Math.abs(value)));
    }
  }

  private static Sums expected(
      float[] x, int rows, int features, float[] weights, float[] directions, int count) {
    Sums sums = new Sums(features, count);
    double[] p = new double[count];
    for (int i = 0; i < rows; i++) {
      double weight = weights == null ? 1 : weights[i];
      for (int j = 0; j < count; j++) {
        p[j] = 0;
        for (int t = 0; t < features; t++) {
          p[j] += (double) x[i * features + t] * directions[j * features + t];
        }
        sums.sums[j] += weight * p[j];
      }
      for (int j = 0; j < count; j++) {
        for (int l = 0; l < count; l++) {
          sums.gram[j * count + l] += weight * p[j] * p[l];
        }
        for (int t = 0; t < features; t++) {
          sums.exact[j * features + t] += weight * p[j] * x[i * features + t];
        }
      }
    }
    return sums;
  }

  private static float[] random(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return values;
  }

  private static final class Sums {
    private final float[] product;
    private final double[] exact;
    private final double[] gram;
    private final double[] sums;

    Sums(int features, int count) {
      product = new float[features * count];
      exact = new double[features * count];
      gram = new double[count * count];
      sums = new double[count];
    }

    void add(
        DoubleRange range,
        float[] x,
        int rows,
        int features,
        float[] weights,
        float[] directions,
        int count) {
      range.add(x, rows, features, weights, directions, count, product, gram, sums);
    }
  }
}
