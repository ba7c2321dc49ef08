package io.github.paenmf.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.core.matrix.MatrixStore;
import io.github.paenmf.core.matrix.RowMatrix;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OrthonormalTest {

  @Property(tries = 40)
  void basisIsOrthonormalAndSpansTheRows(
      @ForAll @IntRange(min = 1, max = 25) int l,
      @ForAll @IntRange(min = 1, max = 600) int m,
      @ForAll @IntRange(min = 1, max = 25) int rank,
      @ForAll long seed) {
    Random random = new Random(seed);
    int wanted = Math.min(rank, Math.min(l, m));
    float[] rows = new float[l * m];
    for (int i = 0; i < l; i++) {
      for (int t = 0; t < m; t++) {
        rows[i * m + t] = i < wanted ? (float) random.nextGaussian() : 0f;
      }
    }
    Orthonormal orthonormal = of(rows, l, m);
    assertThat(orthonormal.rank()).isEqualTo(wanted);
    assertOrthonormal(orthonormal, m);
    assertSpans(orthonormal, rows, l, m, 1e-6);
  }

  @Test
  void nearlyDependentRowsStayOrthonormal() {
    int m = 3000;
    int l = 8;
    Random random = new Random(2);
    float[] rows = new float[l * m];
    for (int t = 0; t < m; t++) {
      float common = (float) random.nextGaussian();
      for (int i = 0; i < l; i++) {
        rows[i * m + t] = common + 1e-4f * (float) random.nextGaussian();
      }
    }
    Orthonormal orthonormal = of(rows, l, m);
    assertThat(orthonormal.rank()).isEqualTo(l);
    assertOrthonormal(orthonormal, m);
    assertSpans(orthonormal, rows, l, m, 1e-6);
  }

  @Test
  void copiesMultiplesAndZeroRowsAreDropped() {
    int m = 50;
    Random random = new Random(3);
    float[] rows = new float[5 * m];
    for (int t = 0; t < m; t++) {
      rows[t] = (float) random.nextGaussian();
      rows[m + t] = rows[t];
      rows[2 * m + t] = -1024f * rows[t];
      rows[4 * m + t] = 1e-20f * (float) random.nextGaussian();
    }
    Orthonormal orthonormal = of(rows, 5, m);
    assertThat(orthonormal.rank()).isEqualTo(2);
    assertOrthonormal(orthonormal, m);
    assertSpans(orthonormal, rows, 5, m, 1e-6);
    assertThat(of(new float[6], 2, 3).rank()).isZero();
  }

  @Test
  void badInputIsNamed() {
    assertThatThrownBy(() -> of(new float[] {1, Float.NaN}, 2, 1)).hasMessageContaining("row 1");
    assertThatThrownBy(() -> of(new float[0], 0, 2)).hasMessageContaining("no basis of 0 rows");
  }

  private static Orthonormal of(float[] rows, int l, int m) {
    return Orthonormal.of(RowMatrix.of(rows, l, m), MatrixStore.MEMORY);
  }

  private static void assertOrthonormal(Orthonormal orthonormal, int m) {
    float[] q = orthonormal.basis().values();
    for (int i = 0; i < orthonormal.rank(); i++) {
      for (int j = 0; j <= i; j++) {
        double dot = 0;
        for (int t = 0; t < m; t++) {
          dot += (double) q[i * m + t] * q[j * m + t];
        }
        assertThat(dot).isCloseTo(i == j ? 1 : 0, Offset.offset(1e-6));
      }
    }
  }

  private static void assertSpans(
      Orthonormal orthonormal, float[] rows, int l, int m, double tolerance) {
    float[] q = orthonormal.basis().values();
    for (int i = 0; i < l; i++) {
      double[] rest = new double[m];
      double length = 0;
      for (int t = 0; t < m; t++) {
        rest[t] = rows[i * m + t];
        length += rest[t] * rest[t];
      }
      for (int j = 0; j < orthonormal.rank(); j++) {
        double dot = 0;
        for (int t = 0; t < m; t++) {
          dot += rest[t] * q[j * m + t];
        }
        for (int t = 0; t < m; t++) {
          rest[t] -= dot * q[j * m + t];
        }
      }
      double left = 0;
      for (double value : rest) {
        left += value * value;
      }
      assertThat(Math.sqrt(left)).isLessThanOrEqualTo(tolerance * Math.sqrt(length));
    }
  }
}
