package io.github.paenmf.bench.products;

import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.block.DenseBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Random tables, cut into blocks; the same seed gives the same table. */
public final class SampleTables {

  private SampleTables() {}

  /** Uniform values in [0, 1), in blocks of about {@code blockBytes}. */
  public static List<DenseBlock> dense(int rows, int features, long blockBytes, long seed) {
    int rowsPerBlock = rowsPerBlock(features, blockBytes);
    SplittableRandom random = new SplittableRandom(seed);
    List<DenseBlock> blocks = new ArrayList<>();
    for (int from = 0; from < rows; from += rowsPerBlock) {
      int n = Math.min(rowsPerBlock, rows - from);
      blocks.add(new DenseBlock(n, features, floats(random, n * features), null, new long[n]));
    }
    return blocks;
  }

  /** As tables are cut for training. */
  private static int rowsPerBlock(int features, long blockBytes) {
    return new BlockLayout(false, 1, Math.toIntExact(blockBytes)).rowsPerBlock(features, features);
  }

  /**
   * A table that has parts to find: exponential coefficients times sparse parts, and a little noise
   * that is not negative.
   */
  public static List<DenseBlock> withParts(
      int rows, int features, int rank, long blockBytes, long seed) {
    int rowsPerBlock = rowsPerBlock(features, blockBytes);
    SplittableRandom random = new SplittableRandom(seed);
    float[] parts = floats(random, rank * features);
    for (int i = 0; i < parts.length; i++) {
      parts[i] = (float) Math.pow(parts[i], 8);
    }
    List<DenseBlock> blocks = new ArrayList<>();
    for (int from = 0; from < rows; from += rowsPerBlock) {
      int n = Math.min(rowsPerBlock, rows - from);
      float[] values = floats(random, n * features);
      long[] keys = new long[n];
      for (int i = 0; i < n; i++) {
        keys[i] = random.nextLong();
        addRow(values, i * features, parts, rank, features, random);
      }
      blocks.add(new DenseBlock(n, features, values, null, keys));
    }
    return blocks;
  }

  private static void addRow(
      float[] values, int at, float[] parts, int rank, int features, SplittableRandom random) {
    for (int t = 0; t < features; t++) {
      values[at + t] *= 0.1f;
    }
    for (int j = 0; j < rank; j++) {
      float coefficient = (float) -Math.log(1 - random.nextDouble());
      for (int t = 0; t < features; t++) {
        values[at + t] += coefficient * parts[j * features + t];
      }
    }
  }

  /**
   * Each value is non-zero with the given probability, in blocks of about {@code blockBytes} of
   * values and column indices.
   */
  public static List<CsrBlock> sparse(
      int rows, int features, double density, long blockBytes, long seed) {
    int rowsPerBlock = (int) Math.max(1, blockBytes / (8.0 * density * features));
    SplittableRandom random = new SplittableRandom(seed);
    double logMiss = Math.log1p(-density);
    List<CsrBlock> blocks = new ArrayList<>();
    for (int from = 0; from < rows; from += rowsPerBlock) {
      int n = Math.min(rowsPerBlock, rows - from);
      int[] columns = new int[(int) (1.5 * n * features * density) + 1000];
      int[] rowStart = new int[n + 1];
      int p = 0;
      for (int i = 0; i < n; i++) {
        // The gap between two non-zeros is geometric.
        long column = -1;
        while (true) {
          column += 1 + (long) (Math.log(1 - random.nextDouble()) / logMiss);
          if (column >= features) {
            break;
          }
          columns[p++] = (int) column;
        }
        rowStart[i + 1] = p;
      }
      float[] values = floats(random, p);
      blocks.add(
          new CsrBlock(
              n, features, rowStart, Arrays.copyOf(columns, p), values, null, new long[n]));
    }
    return blocks;
  }

  /** Uniform values in [0, 1). */
  public static float[] floats(SplittableRandom random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (random.nextInt() >>> 8) * 0x1p-24f;
    }
    return values;
  }
}
