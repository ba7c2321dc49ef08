package io.github.paenmf.core.kernel;

/** {@link CsrLoops} as ordinary loops, for a JVM without the Vector API. */
final class PlainCsrLoops implements CsrLoops {

  @Override
  public String name() {
    return "csr-plain";
  }

  @Override
  public int lanes() {
    return 8;
  }

  @Override
  public void project(
      int rows,
      int[] cursor,
      int[] rowStart,
      int[] columns,
      float[] values,
      int columnEnd,
      float[] table,
      int width,
      float[] out) {
    for (int i = 0; i < rows; i++) {
      int end = rowStart[i + 1];
      int p = cursor[i];
      for (; p < end && columns[p] < columnEnd; p++) {
        addScaled(
            width,
            values[p],
            table,
            PaddedRows.at(columns[p], width),
            out,
            PaddedRows.at(i, width));
      }
      cursor[i] = p;
    }
  }

  @Override
  public void backProject(
      int rows,
      int[] cursor,
      int[] rowStart,
      int[] columns,
      float[] values,
      int columnEnd,
      float[] h,
      int width,
      float[] sum) {
    for (int i = 0; i < rows; i++) {
      int end = rowStart[i + 1];
      int p = cursor[i];
      for (; p < end && columns[p] < columnEnd; p++) {
        addScaled(
            width, values[p], h, PaddedRows.at(i, width), sum, PaddedRows.at(columns[p], width));
      }
      cursor[i] = p;
    }
  }

  private static void addScaled(int width, float v, float[] x, int from, float[] y, int to) {
    for (int j = 0; j < width; j++) {
      y[to + j] += v * x[from + j];
    }
  }
}
