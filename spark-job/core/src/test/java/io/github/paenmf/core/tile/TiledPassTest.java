package io.github.paenmf.core.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class TiledPassTest {

  private static final int LANES = Tiles.wherePossible().map(Tiles::lanes).orElse(1);
  private static final Offset<Float> ROUNDING = offset(1e-5f);

  /**
   * The order of every sum is fixed, whatever tile it falls into; but those of parts left over are
   * summed in parts.
   */
  @Property(tries = 100)
  void sumsAreFusedAndInOrder(
      @ForAll @IntRange(min = 1, max = 300) int rows,
      @ForAll @IntRange(min = 1, max = 300) int features,
      @ForAll @IntRange(min = 1, max = 120) int r,
      @ForAll long seed) {
    Assume.that(Tiles.wherePossible().isPresent());
    Random random = new Random(seed);
    float[] x = floats(random, rows * features);
    float[] parts = floats(random, r * features);
    float[] h = floats(random, r * rows);
    TiledPass pass = Tiles.wherePossible().orElseThrow().pass();
    pass.begin(parts, r, features);
    float[] p = new float[r * rows];
    float[] sums = new float[r * features];
    pass.project(x, rows, p);
    pass.backProject(x, rows, h);
    pass.addSumTo(sums);
    int inGroups = r - new PartGroups(r, LANES).left();
    for (int j = 0; j < r; j++) {
      Offset<Float> allowed = j < inGroups ? offset(0f) : ROUNDING;
      for (int i = 0; i < rows; i++) {
        assertThat(p[j * rows + i])
            .isCloseTo(sumOfShortSums(x, i * features, parts, j * features, features), allowed);
      }
      for (int t = 0; t < features; t++) {
        assertThat(sums[j * features + t])
            .isCloseTo(sumOfProducts(x, t, features, h, j * rows, rows), allowed);
      }
    }
  }

  /** A second block is added, a new pass begins at 0. */
  @Property(tries = 30)
  void aPassSumsItsBlocks(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 60) int features,
      @ForAll @IntRange(min = 1, max = 60) int r,
      @ForAll long seed) {
    Assume.that(Tiles.wherePossible().isPresent());
    Random random = new Random(seed);
    TiledPass pass = Tiles.wherePossible().orElseThrow().pass();
    pass.begin(null, r, features);
    pass.backProject(floats(random, 3 * features), 3, floats(random, 3 * r));
    pass.begin(null, r, features);
    float[] expected = new float[r * features];
    for (int block = 0; block < 2; block++) {
      float[] x = floats(random, rows * features);
      float[] h = floats(random, r * rows);
      pass.backProject(x, rows, h);
      for (int j = 0; j < r; j++) {
        for (int t = 0; t < features; t++) {
          expected[j * features + t] += sumOfProducts(x, t, features, h, j * rows, rows);
        }
      }
    }
    float[] sums = new float[r * features];
    pass.addSumTo(sums);
    assertThat(sums).containsExactly(expected, ROUNDING);
  }

  /** A sum of short sums. */
  private static float sumOfShortSums(float[] x, int first, float[] y, int from, int count) {
    float all = 0;
    int end;
    for (int start = 0; start < count; start = end) {
      end = Pieces.end(start, count, TiledPass.DEPTH, Workspace.LINE);
      all += sumOfProducts(x, first + start, 1, y, from + start, end - start);
    }
    return all;
  }

  private static float sumOfProducts(
      float[] x, int first, int step, float[] y, int from, int count) {
    float sum = 0;
    for (int l = 0; l < count; l++) {
      sum = Math.fma(x[first + l * step], y[from + l], sum);
    }
    return sum;
  }

  private static float[] floats(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
