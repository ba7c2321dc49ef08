package io.github.paenmf.core.train;

import io.github.paenmf.core.matrix.MatrixStore;
import io.github.paenmf.core.matrix.MutableMatrix;
import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.pass.SliceSink;

/** Puts slices into their places in a matrix; what arrives whole is the matrix. */
final class MatrixSink implements SliceSink {

  private final int rows;
  private final int features;
  private final MatrixStore store;
  private RowMatrix whole;
  private MutableMatrix pieces;

  /**
   * For one pass.
   *
   * @param rows of every slice
   * @param features columns of all slices together
   * @param store keeps the matrix that slices are put into
   */
  MatrixSink(int rows, int features, MatrixStore store) {
    this.rows = rows;
    this.features = features;
    this.store = store;
  }

  @Override
  public void accept(int from, int to, float[] values) {
    if (from == 0 && to == features) {
      whole = RowMatrix.of(values, rows, features);
      return;
    }
    if (pieces == null) {
      pieces = store.matrix(rows, features);
    }
    int length = to - from;
    for (int i = 0; i < rows; i++) {
      pieces.write(i, from, length, values, i * length);
    }
  }

  /** All slices, rows x m. */
  RowMatrix matrix() {
    return whole != null ? whole : pieces;
  }
}
