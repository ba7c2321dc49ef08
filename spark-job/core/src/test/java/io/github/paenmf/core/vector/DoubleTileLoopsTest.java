package io.github.paenmf.core.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DoubleTileLoopsTest {

  @Test
  void vectorsAreUsedWhereTheyArePresent() {
    assertThat(DoubleTileLoops.BEST instanceof PlainDoubleTileLoops)
        .isNotEqualTo(VectorModule.present());
  }

  @Property(tries = 100)
  void allLoopsGiveTheBitsOfFusedSums(
      @ForAll @IntRange(min = 0, max = 90) int count,
      @ForAll @IntRange(min = DoubleTileLoops.ROWS, max = 40) int stride,
      @ForAll @IntRange(min = 0, max = 9) int at,
      @ForAll @IntRange(min = 0, max = 9) int from,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] tile = random.doubles(DoubleTileLoops.ROWS * DoubleTileLoops.COLUMNS, -1, 1).toArray();
    double[] factors = random.doubles(at + (long) count * stride, -1, 1).toArray();
    double[] values =
        random.doubles(from + (long) count * DoubleTileLoops.COLUMNS, -1, 1).toArray();
    double[] expected = tile.clone();
    for (int a = 0; a < DoubleTileLoops.ROWS; a++) {
      for (int c = 0; c < DoubleTileLoops.COLUMNS; c++) {
        int i = a * DoubleTileLoops.COLUMNS + c;
        for (int l = 0; l < count; l++) {
          double factor = factors[at + l * stride + a];
          expected[i] =
              Math.fma(factor, values[from + l * DoubleTileLoops.COLUMNS + c], expected[i]);
        }
      }
    }
    for (DoubleTileLoops loops :
        new DoubleTileLoops[] {DoubleTileLoops.BEST, new PlainDoubleTileLoops()}) {
      double[] found = tile.clone();
      loops.add(found, factors, at, stride, values, from, count);
      assertThat(found).isEqualTo(expected);
    }
  }

  @Test
  void withoutStepsNothingIsRead() {
    double[] tile = new double[DoubleTileLoops.ROWS * DoubleTileLoops.COLUMNS];
    for (DoubleTileLoops loops :
        new DoubleTileLoops[] {DoubleTileLoops.BEST, new PlainDoubleTileLoops()}) {
      loops.add(tile, new double[0], 5, 4, new double[0], 9, 0);
      loops.add(tile, new double[0], 5, 4, new double[0], 9, -3);
    }
    assertThat(tile).containsOnly(0);
  }
}
