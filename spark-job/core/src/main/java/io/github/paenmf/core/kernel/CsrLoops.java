package io.github.paenmf.core.kernel;

/**
 * The inner loops of {@link SparseProducts}, on row-major arrays whose rows are padded to {@code
 * width} floats and stand where {@link PaddedRows} says. All implementations give the same bits:
 * each element is its own sum over ascending positions, one rounded product and one rounded
 * addition a step.
 *
 * <p>Loops work on the columns below {@code columnEnd} and move each row's cursor to the first
 * position that is left, so that a caller can go through the table in tiles of columns.
 */
interface CsrLoops {

  /** Name of the implementation, such as {@code csr-plain}. */
  String name();

  /** Floats that a step handles; the width of all arrays is a multiple of it. */
  int lanes();

  /**
   * {@code out[i] += sum_p values[p] * table[columns[p]]} for every row i, over the positions from
   * {@code cursor[i]} below {@code rowStart[i + 1]} whose column is below {@code columnEnd}.
   */
  void project(
      int rows,
      int[] cursor,
      int[] rowStart,
      int[] columns,
      float[] values,
      int columnEnd,
      float[] table,
      int width,
      float[] out);

  /** {@code sum[columns[p]] += values[p] * h[i]} over the same positions, rows ascending. */
  void backProject(
      int rows,
      int[] cursor,
      int[] rowStart,
      int[] columns,
      float[] values,
      int columnEnd,
      float[] h,
      int width,
      float[] sum);
}
