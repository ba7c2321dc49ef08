package io.github.paenmf.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {

  @Property(tries = 60)
  void rebuildsTheMatrixFromOrthonormalVectors(
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll @IntRange(min = 0, max = 60) int rank,
      @ForAll @IntRange(min = -150, max = 150) int exponent,
      @ForAll long seed) {
    double scale = Math.pow(10, exponent);
    check(semidefinite(n, rank, scale, seed), n);
  }

  @Test
  void indefiniteAndDiagonalAndRepeatedValues() {
    Random random = new Random(5);
    int n = 25;
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        a[i * n + j] = random.nextGaussian();
        a[j * n + i] = a[i * n + j];
      }
    }
    check(a, n);
    check(new double[] {3, 0, 0, 0, 3, 0, 0, 0, -7}, 3);
    check(new double[] {0, 0, 0, 0}, 2);
    double[] ones = new double[n * n];
    java.util.Arrays.fill(ones, 1);
    check(ones, n);
    assertThat(SymmetricEigen.of(ones, n).value(0)).isCloseTo(n, Offset.offset(1e-12));
  }

  /** The second difference matrix has eigenvalues 2 - 2 cos(pi k / (n + 1)). */
  @Test
  void valuesOfTheSecondDifferenceMatrix() {
    int n = 60;
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      a[i * n + i] = 2;
      if (i > 0) {
        a[i * n + i - 1] = -1;
        a[(i - 1) * n + i] = -1;
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(a, n);
    for (int i = 0; i < n; i++) {
      double expected = 2 - 2 * Math.cos(Math.PI * (n - i) / (n + 1));
      assertThat(eigen.value(i)).isCloseTo(expected, Offset.offset(1e-13));
    }
  }

  @Test
  void gradedMatrixIsBackwardStable() {
    int n = 30;
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i * n + j] = Math.pow(10, -0.5 * (i + j)) / (1 + i + j);
      }
    }
    check(a, n);
  }

  @Test
  void equalInputGivesEqualBits() {
    double[] a = semidefinite(33, 10, 1, 7);
    assertThat(SymmetricEigen.of(a.clone(), 33).vectors())
        .containsExactly(SymmetricEigen.of(a, 33).vectors());
  }

  @Test
  void aFewHundredRowsAreReady() {
    int n = 300;
    check(semidefinite(n, 120, 1, 3), n);
  }

  @Test
  void badInputIsNamed() {
    assertThatThrownBy(() -> SymmetricEigen.of(new double[] {1, 2, Double.NaN, 4}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(1, 0) is NaN");
    assertThatThrownBy(() -> SymmetricEigen.of(new double[3], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 3");
  }

  private static void check(double[] a, int n) {
    SymmetricEigen eigen = SymmetricEigen.of(a, n);
    double scale = scaleOf(a);
    double norm = 0;
    for (int i = 0; i < n * n; i++) {
      norm += (a[i] / scale) * (a[i] / scale);
    }
    norm = Math.sqrt(norm) * scale;
    double[] v = eigen.vectors();
    for (int i = 0; i < n; i++) {
      if (i > 0) {
        assertThat(eigen.value(i)).isLessThanOrEqualTo(eigen.value(i - 1));
      }
      int largest = 0;
      for (int t = 0; t < n; t++) {
        largest = Math.abs(v[i * n + t]) > Math.abs(v[i * n + largest]) ? t : largest;
      }
      assertThat(v[i * n + largest]).isPositive();
      for (int j = 0; j <= i; j++) {
        double dot = 0;
        for (int t = 0; t < n; t++) {
          dot += v[i * n + t] * v[j * n + t];
        }
        assertThat(dot).isCloseTo(i == j ? 1 : 0, Offset.offset(1e-13 * (1 + n / 10.0)));
      }
      for (int t = 0; t < n; t++) {
        double product = 0;
        for (int s = 0; s < n; s++) {
          product += a[t * n + s] * v[i * n + s];
        }
        assertThat(product)
            .isCloseTo(
                eigen.value(i) * v[i * n + t], Offset.offset(1e-14 * (1 + n) * norm + 1e-300));
      }
    }
  }

  private static double scaleOf(double[] a) {
    double largest = 1e-300;
    for (double value : a) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static double[] semidefinite(int n, int rank, double scale, long seed) {
    Random random = new Random(seed);
    double[] a = new double[n * n];
    double[] x = new double[n];
    for (int k = 0; k < rank; k++) {
      for (int i = 0; i < n; i++) {
        x[i] = random.nextGaussian();
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          a[i * n + j] += scale * x[i] * x[j];
        }
      }
    }
    return a;
  }
}
