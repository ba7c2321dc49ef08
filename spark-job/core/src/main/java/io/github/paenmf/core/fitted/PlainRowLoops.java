package io.github.paenmf.core.fitted;

import java.util.Arrays;

/** {@link RowLoops} in plain loops. */
final class PlainRowLoops implements RowLoops {

  @Override
  public void product(
      int[] indices, float[] values, int from, int to, float[] table, int width, float[] out) {
    Arrays.fill(out, 0, width, 0f);
    for (int p = from; p < to; p++) {
      int feature = indices == null ? p : indices[p];
      add(values[p], table, feature * width, width, out);
    }
  }

  private static void add(float value, float[] table, int at, int width, float[] out) {
    for (int j = 0; j < width; j++) {
      out[j] = Math.fma(value, table[at + j], out[j]);
    }
  }
}
