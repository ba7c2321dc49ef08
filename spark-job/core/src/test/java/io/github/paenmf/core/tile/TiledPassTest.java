package io.github.paenmf.core.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TiledPassTest {

  /** The order of every sum is fixed, whatever tile it falls into. */
  @Property(tries = 100)
  void bitsAreThoseOfFusedSumsInOrder(
      @ForAll @IntRange(min = 1, max = 200) int rows,
      @ForAll @IntRange(min = 1, max = 120) int features,
      @ForAll @IntRange(min = 1, max = 30) int r,
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
    for (int j = 0; j < r; j++) {
      for (int i = 0; i < rows; i++) {
        assertThat(p[j * rows + i])
            .isEqualTo(sum(x, i * features, 1, parts, j * features, features));
      }
      for (int t = 0; t < features; t++) {
        assertThat(sums[j * features + t]).isEqualTo(sum(x, t, features, h, j * rows, rows));
      }
    }
  }

  /** A sum of short sums. */
  private static float sum(float[] x, int first, int step, float[] y, int from, int count) {
    float all = 0;
    for (int start = 0; start < count; start += PanelProduct.DEPTH) {
      float few = 0;
      for (int l = start; l < Math.min(count, start + PanelProduct.DEPTH); l++) {
        few = Math.fma(x[first + l * step], y[from + l], few);
      }
      all += few;
    }
    return all;
  }

  private static float[] floats(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
