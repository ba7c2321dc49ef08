package io.github.paenmf.core.nmf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NonNegativeLeastSquaresTest {

  @Test
  void theAnswerMeetsTheConditionsOfTheOptimum() {
    SplittableRandom random = new SplittableRandom(3);
    for (int trial = 0; trial < 200; trial++) {
      int rank = 1 + random.nextInt(40);
      int features = rank + random.nextInt(60);
      double[] parts = new double[rank * features];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = random.nextDouble() < 0.5 ? 0 : random.nextDouble();
      }
      double[] v = new double[features];
      for (int t = 0; t < features; t++) {
        v[t] = random.nextDouble();
      }
      double[] gram = gram(parts, rank, features);
      double[] p = new double[rank];
      for (int j = 0; j < rank; j++) {
        for (int t = 0; t < features; t++) {
          p[j] += parts[j * features + t] * v[t];
        }
      }
      double[] h = new double[rank];
      new NonNegativeLeastSquares(gram, rank).solve(p, h);

      for (int j = 0; j < rank; j++) {
        double gradient = -p[j];
        for (int l = 0; l < rank; l++) {
          gradient += gram[j * rank + l] * h[l];
        }
        assertThat(h[j]).isNotNegative();
        assertThat(gradient).as("trial %d, %d", trial, j).isGreaterThan(-1e-6);
        assertThat(h[j] * gradient).isCloseTo(0, within(1e-6));
      }
    }
  }

  @Test
  void knownCoefficientsComeBack() {
    double[] gram = {2, 1, 0, 1, 3, 1, 0, 1, 4};
    double[] expected = {0.5, 0, 2};
    double[] p = new double[3];
    for (int j = 0; j < 3; j++) {
      for (int l = 0; l < 3; l++) {
        p[j] += gram[j * 3 + l] * expected[l];
      }
    }
    double[] h = new double[3];

    new NonNegativeLeastSquares(gram, 3).solve(p, h);

    assertThat(h).containsExactly(expected, within(1e-7));
  }

  @Test
  void equalPartsAndPartsOfZerosHaveAnAnswer() {
    double[] h = new double[3];
    // Parts 0 and 1 are the same, part 2 is zero.
    new NonNegativeLeastSquares(new double[] {1, 1, 0, 1, 1, 0, 0, 0, 0}, 3)
        .solve(new double[] {2, 2, 0}, h);

    assertThat(h[0] + h[1]).isCloseTo(2, within(1e-6));
    assertThat(h[2]).isZero();

    new NonNegativeLeastSquares(new double[9], 3).solve(new double[3], h);
    assertThat(h).containsOnly(0);
  }

  private static double[] gram(double[] parts, int rank, int features) {
    double[] gram = new double[rank * rank];
    for (int j = 0; j < rank; j++) {
      for (int l = 0; l < rank; l++) {
        for (int t = 0; t < features; t++) {
          gram[j * rank + l] += parts[j * features + t] * parts[l * features + t];
        }
      }
    }
    return gram;
  }
}
