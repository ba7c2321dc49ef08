package io.github.paenmf.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.linalg.DoubleGram;
import io.github.paenmf.core.linalg.DoubleRange;
import io.github.paenmf.core.linalg.MatrixProducts;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SparseRangeTest {

  /** Over one panel of features and, with many directions, over several. */
  @Property(tries = 60)
  void sumsAreThoseOfTheDenseRows(
      @ForAll @IntRange(min = 0, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 700) int features,
      @ForAll @IntRange(min = 1, max = 600) int count,
      @ForAll boolean weighted,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] dense = new float[rows * features];
    int nonZeros = 0;
    for (int i = 0; i < dense.length; i++) {
      if (random.nextInt(4) == 0) {
        dense[i] = (float) random.nextDouble();
        nonZeros++;
      }
    }
    float[] weights = weighted ? random(random, rows) : null;
    CsrBlock x = sparse(dense, rows, features, nonZeros, weights);
    float[] directions = random(random, count * features);
    float[] product = new float[count * features];
    double[] square = new double[count * count];
    double[] sums = new double[count];
    float[] expectedProduct = product.clone();
    double[] expectedSquare = square.clone();
    double[] expectedSums = sums.clone();
    try (DoubleGram gram = new DoubleGram(MatrixProducts.ofBackend());
        DoubleRange range = new DoubleRange(MatrixProducts.ofBackend())) {
      new SparseRange(gram).add(x, directions, count, product, square, sums);
      range.add(
          dense,
          rows,
          features,
          weights,
          directions,
          count,
          expectedProduct,
          expectedSquare,
          expectedSums);
    }
    for (int i = 0; i < product.length; i++) {
      assertThat(product[i])
          .isCloseTo(expectedProduct[i], within(2e-7f * Math.abs(expectedProduct[i])));
    }
    assertClose(square, expectedSquare);
    assertClose(sums, expectedSums);
  }

  private static void assertClose(double[] found, double[] expected) {
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-12 * Math.abs(expected[i])));
    }
  }

  private static CsrBlock sparse(
      float[] dense, int rows, int features, int nonZeros, float[] weights) {
    int[] rowStart = new int[rows + 1];
    int[] columns = new int[nonZeros];
    float[] values = new float[nonZeros];
    int next = 0;
    for (int i = 0; i < rows; i++) {
      for (int t = 0; t < features; t++) {
        if (dense[i * features + t] != 0) {
          columns[next] = t;
          values[next++] = dense[i * features + t];
        }
      }
      rowStart[i + 1] = next;
    }
    return new CsrBlock(rows, features, rowStart, columns, values, weights, new long[rows]);
  }

  private static float[] random(SplittableRandom random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return values;
  }
}
