package io.github.paenmf.core.fitted;

import java.util.Arrays;

/** {@link BatchLoops} in plain loops. */
final class PlainBatchLoops implements BatchLoops {

  @Override
  public boolean inRange(long[] bits) {
    long outside = 0;
    for (long b : bits) {
      // A sign is left of negative numbers, of those above the most, and of those between 0 and
      // the least.
      outside |= b | (MOST - b) | ((b - LEAST) & ~(b - 1));
    }
    return outside >= 0;
  }

  @Override
  public void round(long[] bits) {
    for (int t = 0; t < bits.length; t++) {
      long b = bits[t];
      long rounded = ((b + BELOW_HALF + ((b >>> SPARE) & 1)) >>> SPARE) - BIAS;
      // 0 is all that lies below the least.
      bits[t] = rounded & ~((b - LEAST) >> 63);
    }
  }

  @Override
  public void pack(long[] bits, int count, float[] into, int at) {
    for (int t = 0; t < count; t += RowLoops.SUMS) {
      for (int p = 0; p < RowLoops.SUMS; p++) {
        into[at + t + p] = Float.intBitsToFloat((int) bits[t + BatchLoops.feature(p)]);
      }
    }
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
