package io.github.paenmf.core.vector;

/**
 * Products of small matrices in double that stay in registers: what Gram matrices, sweeps of least
 * squares and triangular solves spend their time with. All implementations give the same bits: each
 * value is its own sum over ascending steps, one fused step at a time.
 */
public interface DoubleTileLoops {

  /** Rows of a tile. */
  int ROWS = 4;

  /** Columns of a tile, whatever the implementation. */
  int COLUMNS = 32;

  /** The fastest one of this JVM. */
  DoubleTileLoops BEST =
      VectorModule.choose(
          DoubleTileLoops.class, "VectorDoubleTileLoops", PlainDoubleTileLoops::new);

  /**
   * {@code tile[a][c] += sum_l factors[at + l * stride + a] * values[from + l * COLUMNS + c]} for l
   * from 0 below {@code count}.
   *
   * @param tile ROWS x COLUMNS
   * @param factors of the rows
   * @param at where they start
   * @param stride from the factors of one step to those of the next
   * @param values of the columns, COLUMNS a step
   * @param from where they start
   * @param count number of steps; with none nothing happens
   */
  void add(
      double[] tile, double[] factors, int at, int stride, double[] values, int from, int count);
}
