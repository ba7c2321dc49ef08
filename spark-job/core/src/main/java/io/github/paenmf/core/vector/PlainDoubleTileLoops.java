package io.github.paenmf.core.vector;

/** {@link DoubleTileLoops} in plain loops: four steps a time over a row of the tile. */
final class PlainDoubleTileLoops implements DoubleTileLoops {

  @Override
  public void add(
      double[] tile, double[] factors, int at, int stride, double[] values, int from, int count) {
    int l = 0;
    for (; l + 3 < count; l += 4) {
      for (int a = 0; a < ROWS; a++) {
        addFour(
            tile, a * COLUMNS, factors, at + l * stride + a, stride, values, from + l * COLUMNS);
      }
    }
    for (; l < count; l++) {
      for (int a = 0; a < ROWS; a++) {
        addOne(tile, a * COLUMNS, factors[at + l * stride + a], values, from + l * COLUMNS);
      }
    }
  }

  /** The row of the tile is loaded and stored once for four steps. */
  private static void addFour(
      double[] tile, int to, double[] factors, int at, int stride, double[] values, int from) {
    double f0 = factors[at];
    double f1 = factors[at + stride];
    double f2 = factors[at + 2 * stride];
    double f3 = factors[at + 3 * stride];
    int from1 = from + COLUMNS;
    int from2 = from1 + COLUMNS;
    int from3 = from2 + COLUMNS;
    for (int c = 0; c < COLUMNS; c++) {
      double sum = Math.fma(f0, values[from + c], tile[to + c]);
      sum = Math.fma(f1, values[from1 + c], sum);
      sum = Math.fma(f2, values[from2 + c], sum);
      tile[to + c] = Math.fma(f3, values[from3 + c], sum);
    }
  }

  private static void addOne(double[] tile, int to, double factor, double[] values, int from) {
    for (int c = 0; c < COLUMNS; c++) {
      tile[to + c] = Math.fma(factor, values[from + c], tile[to + c]);
    }
  }
}
