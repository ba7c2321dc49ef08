package io.github.paenmf.cuda.slab;

import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.block.DataBlock;
import java.util.Arrays;

/**
 * The non-zeros of a sparse slab column by column, so that X'H is added without two threads ever
 * writing to one place. Columns are cut into stretches: a long one, so that no thread has much more
 * to do than another, and any that goes on over many rows, so that the stretches of all columns
 * that read the same rows can run together while the device has those rows in its cache.
 *
 * @param rows row of every non-zero, ascending inside a column
 * @param values the non-zeros
 * @param stretchStart where each stretch starts, and the end; by columns
 * @param order the stretches by the range of rows in which they start
 * @param columnStretches number of the first stretch of every column, and the end
 */
public record Columns(
    int[] rows, float[] values, int[] stretchStart, int[] order, int[] columnStretches) {

  /** Most non-zeros of a stretch. */
  public static final int STRETCH = 512;

  /** Fewest non-zeros of a stretch that ends where a range of rows does. */
  public static final int SHORTEST = 64;

  /** Rows of a range: latents of so many are far smaller than a device's cache. */
  static final int RANGE = 1 << 14;

  /** The columns of a slab. */
  public static Columns of(Slab slab) {
    int features = slab.features();
    int[] start = new int[features + 1];
    for (DataBlock block : slab.blocks()) {
      for (int column : ((CsrBlock) block.x()).columns()) {
        start[column + 1]++;
      }
    }
    for (int t = 0; t < features; t++) {
      start[t + 1] = Math.addExact(start[t], start[t + 1]);
    }
    int[] rows = new int[start[features]];
    float[] values = new float[rows.length];
    fill(slab, start, rows, values);
    int[] columnStretches = new int[features + 1];
    int[] stretchStart = new int[features + 2 * (rows.length / SHORTEST) + 1];
    int count = 0;
    for (int t = 0; t < features; t++) {
      columnStretches[t] = count;
      for (int p = start[t]; p < start[t + 1]; p = end(rows, p, start[t + 1])) {
        stretchStart[count++] = p;
      }
    }
    columnStretches[features] = count;
    stretchStart[count] = rows.length;
    return new Columns(
        rows,
        values,
        Arrays.copyOf(stretchStart, count + 1),
        order(rows, stretchStart, count, slab.rows()),
        columnStretches);
  }

  /** End of the stretch that starts at a non-zero of a column with this end. */
  private static int end(int[] rows, int from, int columnEnd) {
    int most = Math.min(columnEnd, from + STRETCH);
    int range = rows[from] / RANGE;
    int end = Math.min(most, from + SHORTEST);
    while (end < most && rows[end] / RANGE == range) {
      end++;
    }
    return end;
  }

  /** Stable, by counting. */
  private static int[] order(int[] rows, int[] stretchStart, int count, int n) {
    int[] next = new int[n / RANGE + 2];
    for (int s = 0; s < count; s++) {
      next[rows[stretchStart[s]] / RANGE + 1]++;
    }
    for (int range = 0; range + 1 < next.length; range++) {
      next[range + 1] += next[range];
    }
    int[] order = new int[count];
    for (int s = 0; s < count; s++) {
      order[next[rows[stretchStart[s]] / RANGE]++] = s;
    }
    return order;
  }

  private static void fill(Slab slab, int[] start, int[] rows, float[] values) {
    int[] next = start.clone();
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
  }

  /** Number of stretches. */
  public int stretches() {
    return stretchStart.length - 1;
  }
}
