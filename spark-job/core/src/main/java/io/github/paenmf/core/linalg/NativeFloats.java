package io.github.paenmf.core.linalg;

import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A reused float32 buffer outside the heap, held by ND4J. It grows and never shrinks: fresh memory
 * is slow on its first touch. Used by one thread at a time.
 */
public final class NativeFloats implements AutoCloseable {

  private INDArray array;
  private FloatPointer pointer;
  private final MatrixViews views = new MatrixViews();
  private int capacity;

  /** An empty buffer; {@link #reserve} gives it room. */
  public NativeFloats() {
    NativeLibraries.load();
  }

  /**
   * Makes room for {@code length} floats. The content is undefined after growth.
   *
   * @throws OutOfMemoryError if there is no such memory outside the heap
   */
  public void reserve(int length) {
    if (length <= capacity) {
      return;
    }
    int wanted = (int) Math.min(Integer.MAX_VALUE, Math.max(length, capacity + capacity / 2L));
    close();
    array = Nd4j.createUninitializedDetached(DataType.FLOAT, wanted);
    pointer = (FloatPointer) array.data().pointer();
    capacity = wanted;
  }

  /** Copies {@code length} floats of {@code from}, starting at {@code offset}, to the start. */
  public void put(float[] from, int offset, int length) {
    put(0, from, offset, length);
  }

  /** Copies {@code length} floats of {@code from} to the floats {@code at .. at + length}. */
  public void put(int at, float[] from, int offset, int length) {
    Objects.checkFromIndexSize(at, length, capacity);
    if (length > 0) {
      // Through ND4J once: a backend with a device learns that the values here are the newer ones.
      array.data().put(at, from[offset]);
      pointer.position(at).put(from, offset, length);
      pointer.position(0);
    }
  }

  /** Copies the floats {@code at .. at + length} of this buffer into {@code into}. */
  public void get(int at, float[] into, int offset, int length) {
    Objects.checkFromIndexSize(at, length, capacity);
    if (length > 0) {
      // Through ND4J once: a backend with a device brings its values back.
      into[offset] = array.data().getFloat(at);
      pointer.position(at).get(into, offset, length);
      pointer.position(0);
    }
  }

  INDArray array() {
    return array;
  }

  /**
   * The start of this buffer as a matrix in columns.
   *
   * @param ld distance between columns
   */
  INDArray matrix(int rows, int columns, int ld) {
    return views.of(array, rows, columns, ld);
  }

  /** Gives the memory back; the buffer is empty afterwards and can be used again. */
  @Override
  public void close() {
    if (array != null) {
      views.clear();
      array.close();
      array = null;
      pointer = null;
      capacity = 0;
    }
  }
}
