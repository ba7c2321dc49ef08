package io.github.paenmf.core.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.core.reference.WholeNumbers;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RowCombinationsTest {

  /** Numbers behind the rows that must stay as they are. */
  private static final int SPARE = 5;

  @Property(tries = 150)
  void productsAreAdded(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 40) int outputs,
      @ForAll @IntRange(min = 0, max = 300) int inputs,
      @ForAll @IntRange(min = 0, max = 200) int length) {
    Assume.that(Tiles.wherePossible().isPresent());
    SplittableRandom random = new SplittableRandom(seed);
    float[] a = WholeNumbers.of(outputs * inputs + SPARE, random);
    float[] b = WholeNumbers.of(inputs * length + SPARE, random);
    float[] c = WholeNumbers.of(outputs * length + SPARE, random);
    float[] expected = c.clone();
    for (int k = 0; k < outputs; k++) {
      for (int l = 0; l < inputs; l++) {
        for (int i = 0; i < length; i++) {
          expected[k * length + i] += a[k * inputs + l] * b[l * length + i];
        }
      }
    }
    RowCombinations combinations = Tiles.wherePossible().orElseThrow().combinations();
    // What another product left behind is not to be seen.
    float[] none = new float[13 * 40];
    Arrays.fill(none, Float.NaN);
    combinations.add(none, 13, none, 40, 13, new float[13 * 13]);
    combinations.add(a, outputs, b, inputs, length, c);
    assertThat(c).containsExactly(expected);
  }
}
