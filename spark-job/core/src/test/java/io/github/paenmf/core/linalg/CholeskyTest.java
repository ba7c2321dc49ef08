package io.github.paenmf.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CholeskyTest {

  @Property(tries = 50)
  void solvesAndInverts(
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll @IntRange(min = 1, max = 70) int columns,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[] a = new double[n * n];
    for (int k = 0; k < n; k++) {
      double[] x = random.doubles(n, -1, 1).toArray();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          a[i * n + j] += x[i] * x[j];
        }
      }
    }
    double ridge = 0.25;
    double[] x = random.doubles((long) n * columns, -1, 1).toArray();
    double[] b = new double[n * columns];
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < columns; c++) {
        for (int j = 0; j < n; j++) {
          b[i * columns + c] += (a[i * n + j] + (i == j ? ridge : 0)) * x[j * columns + c];
        }
      }
    }
    Cholesky cholesky = Cholesky.of(a, n, ridge);
    cholesky.solve(b, columns);
    for (int i = 0; i < b.length; i++) {
      assertThat(b[i]).isCloseTo(x[i], Offset.offset(1e-11));
    }
    double[] inverse = cholesky.inverse();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double identity = ridge * inverse[i * n + j];
        double factored = 0;
        for (int k = 0; k < n; k++) {
          identity += a[i * n + k] * inverse[k * n + j];
          factored += cholesky.upper(k, i) * cholesky.upper(k, j);
        }
        assertThat(identity).isCloseTo(i == j ? 1 : 0, Offset.offset(1e-11));
        assertThat(factored).isCloseTo(a[i * n + j] + (i == j ? ridge : 0), Offset.offset(1e-13));
      }
    }
  }

  @Test
  void logDeterminantOfAKnownMatrix() {
    double[] a = {4, 1, 1, 3};
    assertThat(Cholesky.of(a, 2, 0).logDeterminant()).isCloseTo(Math.log(11), Offset.offset(1e-14));
    assertThat(Cholesky.of(a, 2, 1).logDeterminant()).isCloseTo(Math.log(19), Offset.offset(1e-14));
  }

  @Test
  void matricesThatAreNotPositiveDefiniteAreRefused() {
    assertThatThrownBy(() -> Cholesky.of(new double[] {1, 2, 2, 4}, 2, 0))
        .isInstanceOf(NotPositiveDefiniteException.class)
        .hasMessageContaining("pivot 1")
        .hasMessageContaining("a larger ridge is needed");
    assertThatThrownBy(() -> Cholesky.of(new double[] {-1}, 1, 0.5))
        .isInstanceOf(NotPositiveDefiniteException.class);
    assertThatThrownBy(() -> Cholesky.of(new double[] {Double.NaN}, 1, 0))
        .isInstanceOf(NotPositiveDefiniteException.class);
    assertThatThrownBy(() -> Cholesky.of(new double[] {1}, 1, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Cholesky.of(new double[] {1, 2, 2, 4}, 2, 1e-8).upper(1, 0)).isZero();
  }
}
