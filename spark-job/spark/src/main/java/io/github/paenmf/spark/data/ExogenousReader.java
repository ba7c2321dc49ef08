package io.github.paenmf.spark.data;

import java.io.Serializable;
import org.apache.spark.ml.linalg.Vector;

/**
 * Reads one value of the column of extra inputs, an ML vector, an array of numbers or a number,
 * into float32 and checks it: no null, nothing that is not finite, the expected length.
 */
public final class ExogenousReader implements Serializable {

  /** For rows without extra inputs. */
  public static final ExogenousReader NONE = new ExogenousReader("", 0);

  private static final long serialVersionUID = 1L;

  private final String column;
  private final int inputs;

  /**
   * A reader.
   *
   * @param column name of the column, for messages; empty when rows have no extra inputs
   * @param inputs expected number of inputs, or -1 when any number is taken
   */
  public ExogenousReader(String column, int inputs) {
    this.column = column;
    this.inputs = inputs;
  }

  /** Name of the column, empty for none. */
  public String column() {
    return column;
  }

  /** Whether rows have extra inputs. */
  public boolean present() {
    return !column.isEmpty();
  }

  /**
   * Reads and checks.
   *
   * @throws InvalidRowException when the value is not what it should be
   */
  public float[] read(Object value) {
    float[] read;
    if (value instanceof Vector vector) {
      read = new float[vector.size()];
      double[] values = vector.toArray();
      for (int e = 0; e < read.length; e++) {
        read[e] = checked(values[e], e);
      }
    } else if (value instanceof scala.collection.Seq<?> sequence) {
      read = new float[sequence.size()];
      for (int e = 0; e < read.length; e++) {
        read[e] = checked(sequence.apply(e), e);
      }
    } else {
      read = new float[] {checked(value, 0)};
    }
    if (read.length == 0 || (inputs >= 0 && read.length != inputs)) {
      throw new InvalidRowException(
          "column %s of a row has %d extra inputs, expected %s"
              .formatted(column, read.length, inputs >= 0 ? inputs : "at least 1"));
    }
    return read;
  }

  /** Whether {@link #read} would take the value. */
  public boolean accepts(Object value) {
    try {
      read(value);
      return true;
    } catch (InvalidRowException e) {
      return false;
    }
  }

  private float checked(Object value, int input) {
    float read = value instanceof Number number ? number.floatValue() : Float.NaN;
    if (!Float.isFinite(read)) {
      throw new InvalidRowException(
          "input %d of column %s of a row is %s, expected a finite number"
              .formatted(input, column, value));
    }
    return read;
  }
}
