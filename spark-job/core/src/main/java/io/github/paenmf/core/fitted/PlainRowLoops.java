package io.github.paenmf.core.fitted;

/** {@link RowLoops} in plain loops. */
final class PlainRowLoops implements RowLoops {

  @Override
  public void dense(
      float[] values, int from, int to, float[] table, int length, int outputs, float[] sums) {
    for (int j = 0; j < outputs; j++) {
      int panel = RowLoops.panel(j, outputs);
      int wide = RowLoops.panelWidth(panel, outputs);
      int at = panel * length + from * wide + (j - panel) * SUMS;
      output(values, from, to, table, at, wide * SUMS, sums, j * SUMS);
    }
  }

  private static void output(
      float[] values, int from, int to, float[] table, int at, int step, float[] sums, int into) {
    for (int lane = 0; lane < SUMS; lane += 8) {
      float s0 = 0f;
      float s1 = 0f;
      float s2 = 0f;
      float s3 = 0f;
      float s4 = 0f;
      float s5 = 0f;
      float s6 = 0f;
      float s7 = 0f;
      int block = at + lane;
      for (int t = from + lane; t < to; t += SUMS) {
        s0 = Math.fma(values[t], table[block], s0);
        s1 = Math.fma(values[t + 1], table[block + 1], s1);
        s2 = Math.fma(values[t + 2], table[block + 2], s2);
        s3 = Math.fma(values[t + 3], table[block + 3], s3);
        s4 = Math.fma(values[t + 4], table[block + 4], s4);
        s5 = Math.fma(values[t + 5], table[block + 5], s5);
        s6 = Math.fma(values[t + 6], table[block + 6], s6);
        s7 = Math.fma(values[t + 7], table[block + 7], s7);
        block += step;
      }
      sums[into + lane] = s0;
      sums[into + lane + 1] = s1;
      sums[into + lane + 2] = s2;
      sums[into + lane + 3] = s3;
      sums[into + lane + 4] = s4;
      sums[into + lane + 5] = s5;
      sums[into + lane + 6] = s6;
      sums[into + lane + 7] = s7;
    }
  }

  @Override
  public void sparse(
      int[] indices, float[] values, int from, int to, float[] table, int width, float[] sums) {
    for (int p = from; p < to; p++) {
      int t = indices[p];
      add(values[p], table, t * width, width, sums, t % SUMS * width);
    }
  }

  private static void add(float value, float[] table, int at, int width, float[] sums, int sumsAt) {
    for (int j = 0; j < width; j++) {
      sums[sumsAt + j] = Math.fma(value, table[at + j], sums[sumsAt + j]);
    }
  }
}
