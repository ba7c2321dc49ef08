package io.github.paenmf.core.block;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Some rows of a table, with some features set to 0.
 *
 * @param rows which rows
 * @param hidden which features read as 0, or null for none
 */
public record BlockSelection(RowShare rows, boolean[] hidden) implements Serializable {

  /** The whole table as it is. */
  public static final BlockSelection ALL = new BlockSelection(RowShare.ALL, null);

  /** These rows with all features. */
  public static BlockSelection of(RowShare rows) {
    return new BlockSelection(rows, null);
  }

  /** Whether nothing is left out. */
  public boolean isAll() {
    return hidden == null && rows.equals(RowShare.ALL);
  }

  /** The selected rows of a block, in their order; may have no row at all. */
  public Block of(Block block) {
    if (isAll()) {
      return block;
    }
    int[] kept = new int[block.rows()];
    int count = 0;
    for (int i = 0; i < block.rows(); i++) {
      if (rows.contains(block.keys()[i])) {
        kept[count++] = i;
      }
    }
    kept = Arrays.copyOf(kept, count);
    if (block instanceof DenseBlock dense) {
      return dense(dense, kept);
    }
    return sparse((CsrBlock) block, kept);
  }

  private Block dense(DenseBlock block, int[] kept) {
    int m = block.features();
    float[] values = new float[kept.length * m];
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(block.values(), kept[i] * m, values, i * m, m);
    }
    if (hidden != null) {
      for (int at = 0; at < values.length; at++) {
        if (hidden[at % m]) {
          values[at] = 0f;
        }
      }
    }
    return new DenseBlock(
        kept.length, m, values, weights(block, kept), keys(block, kept), exogenous(block, kept));
  }

  private Block sparse(CsrBlock block, int[] kept) {
    int[] rowStart = new int[kept.length + 1];
    int[] columns = new int[block.columns().length];
    float[] values = new float[columns.length];
    int at = 0;
    for (int i = 0; i < kept.length; i++) {
      for (int p = block.rowStart()[kept[i]]; p < block.rowStart()[kept[i] + 1]; p++) {
        if (hidden == null || !hidden[block.columns()[p]]) {
          columns[at] = block.columns()[p];
          values[at++] = block.values()[p];
        }
      }
      rowStart[i + 1] = at;
    }
    return new CsrBlock(
        kept.length,
        block.features(),
        rowStart,
        Arrays.copyOf(columns, at),
        Arrays.copyOf(values, at),
        weights(block, kept),
        keys(block, kept),
        exogenous(block, kept));
  }

  private static float[] weights(Block block, int[] kept) {
    if (block.weights() == null) {
      return null;
    }
    float[] weights = new float[kept.length];
    for (int i = 0; i < kept.length; i++) {
      weights[i] = block.weights()[kept[i]];
    }
    return weights;
  }

  private static float[] exogenous(Block block, int[] kept) {
    if (block.exogenous() == null) {
      return null;
    }
    int count = block.exogenousInputs();
    float[] inputs = new float[count * kept.length];
    for (int e = 0; e < count; e++) {
      for (int i = 0; i < kept.length; i++) {
        inputs[e * kept.length + i] = block.exogenous()[e * block.rows() + kept[i]];
      }
    }
    return inputs;
  }

  private static long[] keys(Block block, int[] kept) {
    long[] keys = new long[kept.length];
    for (int i = 0; i < kept.length; i++) {
      keys[i] = block.keys()[kept[i]];
    }
    return keys;
  }
}
