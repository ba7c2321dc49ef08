package io.github.paenmf.core.nmf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.vector.VectorModule;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Both halves of alternating least squares against the conditions of the optimum. */
class HalsTest {

  private static final int ROWS = 150;
  private static final int FEATURES = 300;
  private static final int RANK = 4;

  private final SplittableRandom random = new SplittableRandom(11);

  /** Entry (i, t) of X stands at i * FEATURES + t; negative ones push solutions to the bound. */
  private final float[] x = even(ROWS * FEATURES, -0.5, 1);

  @Test
  void partsDescendToTheOptimum() {
    float[] h = even(RANK * ROWS, 0, 1);
    float[] parts = even(RANK * FEATURES, 0, 1);
    float[] xth = new float[RANK * FEATURES];
    for (int j = 0; j < RANK; j++) {
      for (int t = 0; t < FEATURES; t++) {
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
          sum += h[j * ROWS + i] * x[i * FEATURES + t];
        }
        xth[j * FEATURES + t] = (float) sum;
      }
    }
    double[] hth = Gram.of(h, RANK, ROWS);
    double last = error(h, parts);
    for (int sweep = 0; sweep < 4; sweep++) {
      float[] next = HalsParts.update(parts, xth, hth, null, RANK, FEATURES, 1);
      double error = error(h, next);
      assertThat(error).as("sweep %d", sweep).isLessThan(last);
      last = error;
      parts = next;
    }
    parts = HalsParts.update(parts, xth, hth, null, RANK, FEATURES, 500);
    optimal(parts, xth, hth, FEATURES);
  }

  @Test
  void aPenaltyShrinksThePart() {
    double[] hth = {2};
    float[] plain = HalsParts.update(new float[] {5}, new float[] {6}, hth, null, 1, 1, 1);
    double[] penalty = {1};
    float[] shrunk = HalsParts.update(new float[] {5}, new float[] {6}, hth, penalty, 1, 1, 1);
    assertThat(plain).containsExactly(3);
    assertThat(shrunk).containsExactly(2);
  }

  @Test
  void anUnusedPartStays() {
    double[] hth = new double[1];
    assertThat(HalsParts.update(new float[] {5}, new float[] {0}, hth, null, 1, 1, 3))
        .containsExactly(5);
  }

  @Test
  void vectorAndPlainLoopsGiveTheSameBits() {
    SweepLoops vector =
        VectorModule.choose(SweepLoops.class, "VectorSweepLoops", PlainSweepLoops::new);
    assertThat(vector instanceof PlainSweepLoops).isNotEqualTo(VectorModule.present());
    // Ranks with and without a last group that is not whole; features with a short last tile.
    for (int rank : new int[] {1, 4, 7, 18}) {
      float[] h = even(rank * ROWS, 0, 1);
      float[] parts = even(rank * 1001, 0, 1);
      float[] xth = even(rank * 1001, -5, 80);
      double[] hth = Gram.of(h, rank, ROWS);
      double[] penalty = {0.3, 0, 1, 2, 0.3, 0, 1, 2, 0.3, 0, 1, 2, 0.3, 0, 1, 2, 3, 4};
      assertThat(HalsParts.update(vector, parts, xth, hth, penalty, rank, 1001, 3))
          .isEqualTo(
              HalsParts.update(new PlainSweepLoops(), parts, xth, hth, penalty, rank, 1001, 3));
    }
  }

  @Test
  void groupsOfPartsChangeNothing() {
    int rank = 6;
    float[] h = even(rank * ROWS, 0, 1);
    float[] parts = even(rank * 40, 0, 1);
    float[] xth = even(rank * 40, -5, 80);
    double[] hth = Gram.of(h, rank, ROWS);
    double[][] expected = new double[rank][40];
    for (int j = 0; j < rank; j++) {
      for (int t = 0; t < 40; t++) {
        expected[j][t] = parts[j * 40 + t];
      }
    }
    for (int j = 0; j < rank; j++) {
      for (int t = 0; t < 40; t++) {
        double target = xth[j * 40 + t];
        for (int l = 0; l < rank; l++) {
          target -= l == j ? 0 : hth[j * rank + l] * expected[l][t];
        }
        expected[j][t] = Math.max(0, target / hth[j * rank + j]);
      }
    }
    float[] found = HalsParts.update(parts, xth, hth, null, rank, 40, 1);
    for (int j = 0; j < rank; j++) {
      for (int t = 0; t < 40; t++) {
        assertThat((double) found[j * 40 + t]).isCloseTo(expected[j][t], within(1e-6));
      }
    }
  }

  @Test
  void coefficientsDescendToTheOptimum() {
    float[] parts = even(RANK * FEATURES, 0, 1);
    float[] h = even(RANK * ROWS, 0, 1);
    float[] p = new float[RANK * ROWS];
    for (int j = 0; j < RANK; j++) {
      for (int i = 0; i < ROWS; i++) {
        double sum = 0;
        for (int t = 0; t < FEATURES; t++) {
          sum += parts[j * FEATURES + t] * x[i * FEATURES + t];
        }
        p[j * ROWS + i] = (float) sum;
      }
    }
    double[] gram = Gram.of(parts, RANK, FEATURES);
    HalsCoefficients hals = new HalsCoefficients();
    double last = error(h, parts);
    for (int sweep = 0; sweep < 4; sweep++) {
      hals.update(h, p, Gram.toFloat(gram), RANK, ROWS, 1);
      double error = error(h, parts);
      assertThat(error).as("sweep %d", sweep).isLessThan(last);
      last = error;
    }
    hals.update(h, p, Gram.toFloat(gram), RANK, ROWS, 500);
    optimal(h, p, gram, ROWS);
  }

  /** Karush-Kuhn-Tucker: no slope where a value is positive, none downhill where it is 0. */
  private static void optimal(float[] values, float[] products, double[] gram, int length) {
    int atBound = 0;
    for (int j = 0; j < RANK; j++) {
      for (int t = 0; t < length; t++) {
        double slope = -products[j * length + t];
        for (int l = 0; l < RANK; l++) {
          slope += gram[j * RANK + l] * values[l * length + t];
        }
        double tolerance = 1e-5 * gram[j * RANK + j];
        float value = values[j * length + t];
        assertThat(value).isNotNegative();
        assertThat(slope).isGreaterThan(-tolerance);
        if (value > 0) {
          assertThat(slope).isLessThan(tolerance);
        } else {
          atBound++;
        }
      }
    }
    assertThat(atBound).as("values held at 0").isPositive();
  }

  private double error(float[] h, float[] parts) {
    double sum = 0;
    for (int i = 0; i < ROWS; i++) {
      for (int t = 0; t < FEATURES; t++) {
        double gap = x[i * FEATURES + t];
        for (int j = 0; j < RANK; j++) {
          gap -= (double) h[j * ROWS + i] * parts[j * FEATURES + t];
        }
        sum += gap * gap;
      }
    }
    return sum;
  }

  private float[] even(int length, double low, double high) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(low, high);
    }
    return values;
  }
}
