package io.github.paenmf.core.fitted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.vector.VectorModule;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The product of a row against double precision, dense, sparse and by vectors. */
class RowProductTest {

  /** Not a multiple of anything, and more than are summed in float32. */
  private static final int FEATURES = 4_501;

  private final SplittableRandom random = new SplittableRandom(3);

  @Test
  void vectorAndPlainLoopsGiveTheSameBits() {
    RowLoops vector = VectorModule.choose(RowLoops.class, "VectorRowLoops", PlainRowLoops::new);
    assertThat(vector instanceof PlainRowLoops).isNotEqualTo(VectorModule.present());
    for (int outputs : new int[] {1, 16, 60, 70, 145}) {
      float[] matrix = even(outputs * FEATURES);
      float[] row = withZeros();
      double[] plain = new double[outputs];
      double[] fast = new double[outputs];
      new RowProduct(new PlainRowLoops(), FEATURES, matrix).addTo(null, row, plain);
      new RowProduct(vector, FEATURES, matrix).addTo(null, row, fast);
      assertThat(fast).isEqualTo(plain);
    }
  }

  @Test
  void denseAndSparseRowsGiveTheSameBits() {
    float[] row = withZeros();
    int[] indices = new int[FEATURES];
    float[] values = new float[FEATURES];
    int kept = 0;
    for (int t = 0; t < FEATURES; t++) {
      if (row[t] != 0) {
        indices[kept] = t;
        values[kept++] = row[t];
      }
    }
    RowProduct product = new RowProduct(FEATURES, even(9 * FEATURES), even(4 * FEATURES));
    double[] dense = new double[13];
    double[] sparse = new double[13];
    product.addTo(null, row, dense);
    product.addTo(Arrays.copyOf(indices, kept), Arrays.copyOf(values, kept), sparse);
    assertThat(kept).isBetween(1, FEATURES - 1);
    assertThat(sparse).isEqualTo(dense);
  }

  @Test
  void agreesWithDoublePrecisionAndAddsToWhatIsThere() {
    float[] first = even(3 * FEATURES);
    float[] second = even(2 * FEATURES);
    float[] row = withZeros();
    double[] sums = {1, 2, 3, 4, 5};
    new RowProduct(FEATURES, first, second).addTo(null, row, sums);
    for (int j = 0; j < 5; j++) {
      double expected = j + 1;
      for (int t = 0; t < FEATURES; t++) {
        float weight = j < 3 ? first[j * FEATURES + t] : second[(j - 3) * FEATURES + t];
        expected += (double) weight * row[t];
      }
      assertThat(sums[j]).isCloseTo(expected, within(1e-3));
    }
  }

  @Test
  void sumsBeyondTheRangeOfFloatsStayNumbers() {
    float[] matrix = {2f, -3f, 1f};
    double[] sums = new double[1];
    new RowProduct(3, matrix).addTo(null, new float[] {Float.MAX_VALUE, Float.MAX_VALUE, 1f}, sums);
    assertThat(sums[0]).isCloseTo(-(double) Float.MAX_VALUE, within(1e25));
  }

  private float[] withZeros() {
    float[] row = even(FEATURES);
    for (int t = 0; t < FEATURES; t += 3) {
      row[t] = 0;
    }
    return row;
  }

  private float[] even(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-1, 2);
    }
    return values;
  }
}
