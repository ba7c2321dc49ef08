package io.github.paenmf.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GramTest {

  /** One panel of features and several, on one thread and on more. */
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "3, 7",
    "4, 100",
    "5, 101",
    "13, 30000",
    "23, 40001",
    "32, 65",
    "33, 1500",
    "70, 900",
    "70, 2500"
  })
  void entriesAreSumsOfProducts(int rank, int features) {
    SplittableRandom random = new SplittableRandom(rank);
    float[] parts = new float[rank * features];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = (float) random.nextDouble();
    }
    double[] gram = Gram.of(parts, rank, features);
    assertThat(gram).hasSize(rank * rank).isEqualTo(Gram.of(parts, rank, features));
    for (int j = 0; j < rank; j++) {
      for (int l = 0; l < rank; l++) {
        double sum = 0;
        for (int t = 0; t < features; t++) {
          sum += (double) parts[j * features + t] * parts[l * features + t];
        }
        // Products of floats are exact in double, so that fused or not makes no difference.
        assertThat(gram[j * rank + l]).isEqualTo(sum);
        assertThat(gram[j * rank + l]).isEqualTo(gram[l * rank + j]);
      }
    }
  }
}
