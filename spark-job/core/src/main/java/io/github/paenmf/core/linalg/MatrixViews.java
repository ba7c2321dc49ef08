package io.github.paenmf.core.linalg;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Matrices that lie in one buffer, kept from product to product: ND4J makes an object outside the
 * heap for each.
 */
final class MatrixViews {

  /** Blocks of a partition have few shapes. */
  private static final int KEPT = 8;

  /**
   * A shape.
   *
   * @param ld distance between columns
   */
  private record Shape(int rows, int columns, int ld) {}

  private final Map<Shape, INDArray> views = new HashMap<>();

  /** The start of a buffer as a matrix in columns; the buffer is the same until {@link #clear}. */
  INDArray of(INDArray buffer, int rows, int columns, int ld) {
    if (views.size() == KEPT) {
      clear();
    }
    return views.computeIfAbsent(
        new Shape(rows, columns, ld),
        shape ->
            Nd4j.create(buffer.data(), new long[] {rows, columns}, new long[] {1, ld}, 0L, 'f'));
  }

  /** Forgets them, for another buffer. */
  void clear() {
    views.clear();
  }
}
