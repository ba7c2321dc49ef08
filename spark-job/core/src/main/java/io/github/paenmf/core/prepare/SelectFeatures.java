package io.github.paenmf.core.prepare;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps some features, in their order. Undoing puts 0 where a feature was dropped. */
public final class SelectFeatures implements RowStep {

  private static final long serialVersionUID = 1L;

  static final String KIND = "select-features";

  private final int inputSize;
  private final int[] kept;

  /**
   * Chosen features.
   *
   * @param inputSize number of features before
   * @param kept positions to keep, strictly increasing, each in [0, inputSize)
   * @throws IllegalArgumentException when the positions are not increasing or out of range
   */
  public SelectFeatures(int inputSize, int[] kept) {
    int previous = -1;
    for (int k : kept) {
      if (k <= previous || k >= inputSize) {
        throw new IllegalArgumentException(
            "kept features must increase within [0, " + inputSize + "), found " + k);
      }
      previous = k;
    }
    this.inputSize = inputSize;
    this.kept = kept.clone();
  }

  /** Positions of the kept features among those before this step. */
  public int[] kept() {
    return kept.clone();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int outputSize(int size) {
    return kept.length;
  }

  @Override
  public RowValues apply(RowValues row) {
    if (!row.isSparse()) {
      double[] values = new double[kept.length];
      for (int j = 0; j < kept.length; j++) {
        values[j] = row.values()[kept[j]];
      }
      return RowValues.dense(values);
    }
    int[] indices = new int[row.values().length];
    double[] values = new double[row.values().length];
    int stored = 0;
    int j = 0;
    for (int i = 0; i < row.values().length; i++) {
      while (j < kept.length && kept[j] < row.feature(i)) {
        j++;
      }
      if (j < kept.length && kept[j] == row.feature(i)) {
        indices[stored] = j;
        values[stored++] = row.values()[i];
      }
    }
    return RowValues.sparse(
        kept.length, Arrays.copyOf(indices, stored), Arrays.copyOf(values, stored));
  }

  @Override
  public RowValues undo(RowValues after, RowValues before) {
    int[] indices = new int[after.values().length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = kept[after.feature(i)];
    }
    return RowValues.sparse(inputSize, indices, after.values());
  }

  @Override
  public Map<String, Object> describe() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", KIND);
    fields.put("inputSize", inputSize);
    fields.put("kept", Arrays.stream(kept).boxed().toList());
    return fields;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SelectFeatures that
        && inputSize == that.inputSize
        && Arrays.equals(kept, that.kept);
  }

  @Override
  public int hashCode() {
    return 31 * inputSize + Arrays.hashCode(kept);
  }

  @Override
  public String toString() {
    return "SelectFeatures[" + kept.length + " of " + inputSize + "]";
  }
}
