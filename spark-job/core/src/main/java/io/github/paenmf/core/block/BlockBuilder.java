package io.github.paenmf.core.block;

import java.util.ArrayList;
import java.util.List;

/** Cuts the data points of one partition into blocks, sorted by content. */
public final class BlockBuilder {

  private final BlockLayout layout;
  private final int features;

  /** For data points of length {@code features}. */
  public BlockBuilder(BlockLayout layout, int features) {
    this.layout = layout;
    this.features = features;
  }

  /**
   * The blocks of one partition. The list is sorted in place.
   *
   * @param points the partition's data points, in any order
   * @return blocks in a fixed order; empty when there are no data points
   */
  public List<Block> build(List<DataPoint> points) {
    points.sort(DataPoint.BY_CONTENT);
    long stored = 0;
    for (DataPoint point : points) {
      stored += point.values().length;
    }
    int perBlock =
        layout.rowsPerBlock(features, points.isEmpty() ? 0 : (double) stored / points.size());
    List<Block> blocks = new ArrayList<>();
    for (int from = 0; from < points.size(); from += perBlock) {
      List<DataPoint> rows = points.subList(from, Math.min(points.size(), from + perBlock));
      blocks.add(layout.sparse() ? sparse(rows) : dense(rows));
    }
    return blocks;
  }

  private Block dense(List<DataPoint> rows) {
    float[] values = new float[Math.multiplyExact(rows.size(), features)];
    for (int i = 0; i < rows.size(); i++) {
      DataPoint row = rows.get(i);
      int offset = i * features;
      if (row.indices() == null) {
        System.arraycopy(row.values(), 0, values, offset, features);
      } else {
        for (int p = 0; p < row.indices().length; p++) {
          values[offset + row.indices()[p]] = row.values()[p];
        }
      }
    }
    return new DenseBlock(
        rows.size(), features, values, weights(rows), keys(rows), exogenous(rows));
  }

  private Block sparse(List<DataPoint> rows) {
    int[] rowStart = new int[rows.size() + 1];
    for (int i = 0; i < rows.size(); i++) {
      rowStart[i + 1] = Math.addExact(rowStart[i], rows.get(i).nonZeros());
    }
    int[] columns = new int[rowStart[rows.size()]];
    float[] values = new float[columns.length];
    int next = 0;
    for (DataPoint row : rows) {
      for (int p = 0; p < row.values().length; p++) {
        if (row.values()[p] != 0f) {
          columns[next] = row.indices() == null ? p : row.indices()[p];
          values[next++] = row.values()[p];
        }
      }
    }
    return new CsrBlock(
        rows.size(),
        features,
        rowStart,
        columns,
        values,
        weights(rows),
        keys(rows),
        exogenous(rows));
  }

  private static float[] weights(List<DataPoint> rows) {
    float[] weights = new float[rows.size()];
    boolean allOne = true;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = rows.get(i).weight();
      allOne &= weights[i] == 1f;
    }
    return allOne ? null : weights;
  }

  private static float[] exogenous(List<DataPoint> rows) {
    if (rows.get(0).exogenous() == null) {
      return null;
    }
    int n = rows.size();
    int count = rows.get(0).exogenous().length;
    float[] exogenous = new float[Math.multiplyExact(count, n)];
    for (int i = 0; i < n; i++) {
      float[] inputs = rows.get(i).exogenous();
      if (inputs.length != count) {
        throw new IllegalArgumentException(
            "rows of %d and of %d extra inputs, expected one number"
                .formatted(count, inputs.length));
      }
      for (int e = 0; e < count; e++) {
        exogenous[e * n + i] = inputs[e];
      }
    }
    return exogenous;
  }

  private static long[] keys(List<DataPoint> rows) {
    long[] keys = new long[rows.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = rows.get(i).key();
    }
    return keys;
  }
}
