package io.github.paenmf.core.nmf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MultiplicativePartsTest {

  private static final int ROWS = 30;
  private static final int FEATURES = 12;
  private static final int RANK = 3;

  private final SplittableRandom random = new SplittableRandom(11);
  private final float[] x = uniform(ROWS * FEATURES);
  private final float[] h = uniform(RANK * ROWS);
  private final float[] start = uniform(RANK * FEATURES);
  private final float[] xth = new float[RANK * FEATURES];
  private final double[] hth = new double[RANK * RANK];

  MultiplicativePartsTest() {
    for (int j = 0; j < RANK; j++) {
      for (int i = 0; i < ROWS; i++) {
        for (int t = 0; t < FEATURES; t++) {
          xth[j * FEATURES + t] += h[j * ROWS + i] * x[i * FEATURES + t];
        }
        for (int l = 0; l < RANK; l++) {
          hth[j * RANK + l] += (double) h[j * ROWS + i] * h[l * ROWS + i];
        }
      }
    }
  }

  private float[] uniform(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return values;
  }

  private float[] updated(int sweeps) {
    return MultiplicativeParts.update(start, xth, hth, null, RANK, FEATURES, sweeps);
  }

  private double error(float[] parts) {
    double error = 0;
    for (int i = 0; i < ROWS; i++) {
      for (int t = 0; t < FEATURES; t++) {
        double left = x[i * FEATURES + t];
        for (int j = 0; j < RANK; j++) {
          left -= (double) h[j * ROWS + i] * parts[j * FEATURES + t];
        }
        error += left * left;
      }
    }
    return error;
  }

  @Test
  void everySweepLowersTheSquaredErrorTowardsThatOfAlternatingLeastSquares() {
    double before = error(start);
    for (int sweeps = 1; sweeps <= 20; sweeps++) {
      double after = error(updated(sweeps));
      assertThat(after).as("after %d sweeps", sweeps).isLessThan(before);
      before = after;
    }
    double best = error(HalsParts.update(start, xth, hth, null, RANK, FEATURES, 200));
    assertThat(error(updated(5000))).isCloseTo(best, within(1e-3 * best));
  }

  @Test
  void zerosStayAndNothingIsNegative() {
    start[4] = 0;
    float[] parts = updated(3);
    assertThat(parts[4]).isZero();
    for (float part : parts) {
      assertThat(part).isNotNegative();
    }
  }

  @Test
  void aPenaltyShrinksItsPart() {
    double[] penalty = {0, 1e3, 0};
    float[] plain = updated(5);
    float[] shrunk = MultiplicativeParts.update(start, xth, hth, penalty, RANK, FEATURES, 5);
    for (int t = 0; t < FEATURES; t++) {
      assertThat(shrunk[FEATURES + t]).isLessThan(plain[FEATURES + t]);
    }
  }

  @Test
  void aPartWithoutCoefficientsStaysAsItIs() {
    float[] parts =
        MultiplicativeParts.update(
            start, new float[RANK * FEATURES], new double[RANK * RANK], null, RANK, FEATURES, 2);
    assertThat(parts).isEqualTo(start);
  }
}
