package io.github.paenmf.core.fitted;

import java.util.Arrays;

/** {@link BatchLoops} in plain loops. */
final class PlainBatchLoops implements BatchLoops {

  private static final long LEAST_BITS = Double.doubleToRawLongBits(Float.MIN_NORMAL);
  private static final long MOST_BITS = Double.doubleToRawLongBits(Float.MAX_VALUE);

  @Override
  public boolean narrow(double[] from, int count, float[] into, int at) {
    long outside = 0;
    for (int t = 0; t < count; t += RowLoops.SUMS) {
      for (int p = 0; p < RowLoops.SUMS; p++) {
        double value = from[t + BatchLoops.feature(p)];
        long bits = Double.doubleToRawLongBits(value);
        // A sign is left of negative numbers, of those above the most, and of those between 0 and
        // the least.
        outside |= bits | (MOST_BITS - bits) | ((bits - LEAST_BITS) & ~(bits - 1));
        into[at + t + p] = (float) value;
      }
    }
    return outside >= 0;
  }

  @Override
  public void sums(
      float[] values, int at, int stride, int steps, float[] table, int tableAt, float[] sums) {
    for (int p = 0; p < RowLoops.SUMS; p++) {
      for (int i = 0; i < ROWS; i++) {
        int into = (p * ROWS + i) * OUTPUTS;
        Arrays.fill(sums, into, into + OUTPUTS, 0f);
        for (int s = 0; s < steps; s++) {
          float value = values[at + i * stride + s * RowLoops.SUMS + p];
          int weights = tableAt + (p * steps + s) * OUTPUTS;
          for (int j = 0; j < OUTPUTS; j++) {
            sums[into + j] = Math.fma(table[weights + j], value, sums[into + j]);
          }
        }
      }
    }
  }
}
