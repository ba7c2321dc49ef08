package io.github.paenmf.core.train;

import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.matrix.ScratchFolder;
import io.github.paenmf.core.matrix.ScratchMatrix;
import io.github.paenmf.core.pass.Columns;
import io.github.paenmf.core.pass.SliceSink;
import java.util.Optional;

/**
 * Puts slices of features together as they arrive: in memory, or on the scratch disk, where they
 * wait until the model that the pass sends out has gone.
 */
final class FeatureCollector implements SliceSink, AutoCloseable {

  private final int rows;
  private final int features;
  private final ScratchMatrix file;
  private float[] values;

  /**
   * Nothing arrived yet.
   *
   * @param scratch where to collect, or in memory
   * @param rows of the matrix that is collected
   * @param features m, its columns
   */
  FeatureCollector(Optional<ScratchFolder> scratch, int rows, int features) {
    this.rows = rows;
    this.features = features;
    file = scratch.map(folder -> folder.matrix(rows, features)).orElse(null);
  }

  @Override
  public void accept(int from, int to, float[] slice) {
    int length = to - from;
    if (file != null) {
      for (int j = 0; j < rows; j++) {
        file.write(j, from, length, slice, j * length);
      }
    } else if (length == features) {
      values = slice;
    } else {
      if (values == null) {
        values = new float[Math.multiplyExact(rows, features)];
      }
      Columns.into(slice, values, features, from, to);
    }
  }

  /** What has arrived. */
  RowMatrix matrix() {
    return file == null ? RowMatrix.of(values, rows, features) : file;
  }

  /** Removes the file. */
  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
