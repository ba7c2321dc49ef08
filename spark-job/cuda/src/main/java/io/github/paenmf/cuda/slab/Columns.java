package io.github.paenmf.cuda.slab;

import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.block.DataBlock;

/**
 * The non-zeros of a sparse slab column by column, so that X'H is added without two threads ever
 * writing to one place. Long columns are cut into stretches, so that no warp has much more to do
 * than another.
 *
 * @param rows row of every non-zero, ascending inside a column
 * @param values the non-zeros
 * @param stretchStart where each stretch starts, and the end
 * @param columnStretches number of the first stretch of every column, and the end
 */
public record Columns(int[] rows, float[] values, int[] stretchStart, int[] columnStretches) {

  /** Most non-zeros of a stretch. */
  public static final int STRETCH = 512;

  /** The columns of a slab. */
  public static Columns of(Slab slab) {
    int features = slab.features();
    int[] start = new int[features + 1];
    for (DataBlock block : slab.blocks()) {
      for (int column : ((CsrBlock) block.x()).columns()) {
        start[column + 1]++;
      }
    }
    int[] columnStretches = new int[features + 1];
    for (int t = 0; t < features; t++) {
      int stretches = (start[t + 1] + STRETCH - 1) / STRETCH;
      columnStretches[t + 1] = columnStretches[t] + stretches;
      start[t + 1] = Math.addExact(start[t], start[t + 1]);
    }
    int[] stretchStart = new int[columnStretches[features] + 1];
    for (int t = 0; t < features; t++) {
      for (int s = columnStretches[t]; s < columnStretches[t + 1]; s++) {
        stretchStart[s] = start[t] + (s - columnStretches[t]) * STRETCH;
      }
    }
    stretchStart[columnStretches[features]] = start[features];
    return fill(slab, start, stretchStart, columnStretches);
  }

  private static Columns fill(Slab slab, int[] start, int[] stretchStart, int[] columnStretches) {
    int[] next = start.clone();
    int[] rows = new int[start[slab.features()]];
    float[] values = new float[rows.length];
    int base = 0;
    for (DataBlock block : slab.blocks()) {
      CsrBlock csr = (CsrBlock) block.x();
      for (int i = 0; i < csr.rows(); i++) {
        for (int p = csr.rowStart()[i]; p < csr.rowStart()[i + 1]; p++) {
          int to = next[csr.columns()[p]]++;
          rows[to] = base + i;
          values[to] = csr.values()[p];
        }
      }
      base += csr.rows();
    }
    return new Columns(rows, values, stretchStart, columnStretches);
  }

  /** Number of stretches. */
  public int stretches() {
    return stretchStart.length - 1;
  }
}
