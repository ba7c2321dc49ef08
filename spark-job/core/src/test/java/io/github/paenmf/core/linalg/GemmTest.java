package io.github.paenmf.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GemmTest {

  @Property(tries = 150)
  void allMatchDoublePrecision(
      @ForAll boolean transA,
      @ForAll boolean transB,
      @ForAll @IntRange(min = 1, max = 300) int m,
      @ForAll @IntRange(min = 1, max = 20) int n,
      @ForAll @IntRange(min = 0, max = 40) int k,
      @ForAll @IntRange(min = 0, max = 3) int slack,
      @ForAll @IntRange(min = 0, max = 2) int betaTimesTwo,
      @ForAll long seed) {
    Random random = new Random(seed);
    int lda = Math.max(1, transA ? k : m) + slack;
    int ldb = Math.max(1, transB ? n : k) + slack;
    int ldc = m + slack;
    float[] a = random(random, slack + lda * Math.max(1, transA ? m : k));
    float[] b = random(random, slack + ldb * Math.max(1, transB ? k : n));
    float[] c = random(random, slack + ldc * n);
    float beta = betaTimesTwo / 2f;
    float alpha = 0.75f;
    for (Gemm gemm : all()) {
      float[] found = c.clone();
      gemm.gemm(
          transA, transB, m, n, k, alpha, a, slack, lda, b, slack, ldb, beta, found, slack, ldc);
      float[] expected = c.clone();
      for (int j = 0; j < n; j++) {
        for (int i = 0; i < m; i++) {
          double sum = 0;
          for (int l = 0; l < k; l++) {
            double left = a[slack + (transA ? i * lda + l : l * lda + i)];
            sum += left * b[slack + (transB ? l * ldb + j : j * ldb + l)];
          }
          int at = slack + j * ldc + i;
          expected[at] = (float) (alpha * sum + beta * c[at]);
        }
      }
      for (int at = 0; at < c.length; at++) {
        assertThat(found[at]).as(gemm + " " + at).isCloseTo(expected[at], Offset.offset(3e-6f));
      }
    }
  }

  @Test
  void oneArrayCanStandOnBothSides() {
    float[] a = {1, 2, 3, 4, 5, 6};
    for (Gemm gemm : all()) {
      float[] gram = new float[4];
      gemm.gemm(true, false, 2, 2, 3, 1f, a, 0, 3, a, 0, 3, 0f, gram, 0, 2);
      assertThat(gram).containsExactly(14, 32, 32, 77);
      float[] shifted = new float[1];
      gemm.gemm(true, false, 1, 1, 3, 1f, a, 0, 3, a, 3, 3, 0f, shifted, 0, 1);
      assertThat(shifted).containsExactly(32);
    }
  }

  @Test
  void betaZeroDoesNotReadTheOldResult() {
    for (Gemm gemm : all()) {
      float[] c = {Float.NaN, Float.NaN};
      gemm.gemm(
          false, false, 2, 1, 1, 1f, new float[] {2, 3}, 0, 2, new float[] {4}, 0, 1, 0f, c, 0, 2);
      assertThat(c).containsExactly(8f, 12f);
    }
  }

  @Test
  void matricesThatDoNotFitAreNamed() {
    for (Gemm gemm : all()) {
      float[] four = new float[4];
      assertThatThrownBy(
              () -> gemm.gemm(false, false, 2, 2, 2, 1, four, 0, 1, four, 0, 2, 0, four, 0, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("matrix A of 2 x 2 got the leading dimension 1");
      assertThatThrownBy(
              () -> gemm.gemm(false, false, 2, 2, 2, 1, four, 0, 2, four, 1, 2, 0, four, 0, 2))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private static List<Gemm> all() {
    return List.of(new PlainGemm(), new NativeGemm(), new NativeGemm(MatrixProducts.ofArrays()));
  }

  private static float[] random(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
