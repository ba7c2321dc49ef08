package io.github.paenmf.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.core.reference.WholeNumbers;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TiledGramTest {

  private final TiledGram gram = new TiledGram(false);

  private static double[] expected(float[] a, float[] b, int rank, int length, double before) {
    double[] sums = new double[rank * rank];
    for (int j = 0; j < rank; j++) {
      for (int l = 0; l < rank; l++) {
        double sum = before;
        for (int t = 0; t < length; t++) {
          sum += (double) a[j * length + t] * b[l * length + t];
        }
        sums[j * rank + l] = sum;
      }
    }
    return sums;
  }

  /** One instance for all tries: what an earlier one left in its arrays must not matter. */
  @Property(tries = 60)
  void weightedColumnsAreAdded(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 70) int rank,
      @ForAll @IntRange(min = 0, max = 900) int length) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] a = WholeNumbers.of(rank * length, random);
    float[] b = new float[a.length];
    float[] weights = WholeNumbers.of(length, random);
    for (int i = 0; i < b.length; i++) {
      b[i] = a[i] * weights[i % length];
    }
    double[] sums = new double[rank * rank];
    Arrays.fill(sums, 5);
    gram.add(a, b, rank, length, sums);
    assertThat(sums).containsExactly(expected(a, b, rank, length, 5));
  }

  @Example
  void whatIsNoNumberStaysInItsOwnTable() {
    float[] none = new float[70 * 40];
    Arrays.fill(none, Float.NaN);
    gram.add(none, none.clone(), 70, 40, new double[70 * 70]);
    float[] a = WholeNumbers.of(3 * 40, new SplittableRandom(1));
    double[] sums = new double[9];
    gram.add(a, a, 3, 40, sums);
    assertThat(sums).containsExactly(expected(a, a, 3, 40, 0));
  }

  /** Large enough for several panels and, where they are allowed, several threads. */
  @Example
  void threadsDoNotChangeTheBits() {
    SplittableRandom random = new SplittableRandom(3);
    float[] a = new float[90 * 3000];
    for (int i = 0; i < a.length; i++) {
      a[i] = (float) random.nextDouble();
    }
    double[] one = new double[90 * 90];
    double[] several = new double[90 * 90];
    gram.add(a, a, 90, 3000, one);
    new TiledGram(true).add(a, a, 90, 3000, several);
    assertThat(several).containsExactly(one);
  }
}
