package io.github.paenmf.core.linalg;

import java.util.Objects;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A float64 buffer of fixed length outside the heap, held by ND4J; it starts as zeros. */
final class NativeDoubles implements AutoCloseable {

  private final INDArray array;
  private final DoublePointer pointer;
  private final int length;
  private final MatrixViews views = new MatrixViews();

  NativeDoubles(int length) {
    NativeLibraries.load();
    this.length = length;
    array = Nd4j.createUninitializedDetached(DataType.DOUBLE, length);
    pointer = (DoublePointer) array.data().pointer();
    // As in NativeFloats, for backends with a device.
    array.data().put(0, 0.0);
    Pointer.memset(pointer, 0, (long) length * Double.BYTES);
  }

  /** Copies the first {@code count} values of an array to the start. */
  void put(double[] from, int count) {
    Objects.checkFromIndexSize(0, count, length);
    if (count > 0) {
      array.data().put(0, from[0]);
      pointer.put(from, 0, count);
    }
  }

  /** Copies the first {@code count} values to the start of an array. */
  void get(double[] into, int count) {
    Objects.checkFromIndexSize(0, count, length);
    if (count > 0) {
      into[0] = array.data().getDouble(0);
      pointer.get(into, 0, count);
    }
  }

  INDArray array() {
    return array;
  }

  /** As {@link NativeFloats#matrix}. */
  INDArray matrix(int rows, int columns, int ld) {
    return views.of(array, rows, columns, ld);
  }

  @Override
  public void close() {
    views.clear();
    array.close();
  }
}
