package io.github.paenmf.spark.batch;

import io.github.paenmf.core.fitted.BatchScorer;
import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.RowScorer;
import io.github.paenmf.spark.data.FeatureReader;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.Platform;

/**
 * Rows with their coefficients. Dense vectors are scored some at a time, out of Spark's own memory;
 * anything else (sparse vectors, arrays, values that are to be checked) is read as the function of
 * one row reads it. What a later row throws is thrown when its turn comes.
 */
final class BatchRows implements Iterator<InternalRow> {

  /** Rows at a time: enough to share the work, few enough to stay in the second cache. */
  static final int CAPACITY = 32;

  private static final byte DENSE = 1;

  /** Fields of Spark's vectors: type, size, indices, values. */
  private static final int VECTOR_FIELDS = 4;

  private static final int VALUES = 3;

  /**
   * Which of the child's columns are read.
   *
   * @param input the child's columns
   * @param features where the features stand among them
   * @param type of the features
   * @param kept columns that are handed on
   */
  record Columns(
      scala.collection.immutable.List<Attribute> input,
      int features,
      DataType type,
      scala.collection.immutable.List<Attribute> kept)
      implements Serializable {

    static Columns of(List<Attribute> input, Attribute features, List<Attribute> kept) {
      int at = 0;
      while (!input.get(at).exprId().equals(features.exprId())) {
        at++;
      }
      return new Columns(
          ScalaLists.toScala(input), at, features.dataType(), ScalaLists.toScala(kept));
    }
  }

  private final Iterator<InternalRow> rows;
  private final FeatureReader reader;
  private final Columns columns;
  private final boolean vectors;
  private final int features;
  private final int rank;
  private final BatchScorer batch;
  private final RowScorer single;
  private final scala.Function1<Object, Object> converter;

  /** Null when no column is kept. */
  private final UnsafeProjection projection;

  private final InternalRow[] kept = new InternalRow[CAPACITY];

  /** Which of the rows that are scored together a row is, or -1. */
  private final int[] slots = new int[CAPACITY];

  /** The coefficients of a row that was scored alone. */
  private final float[][] alone = new float[CAPACITY][];

  private final OutputVector out;
  private final JoinedRow joined = new JoinedRow();

  private float[] together;
  private int count;
  private int at;
  private RuntimeException thrown;

  BatchRows(Iterator<InternalRow> rows, ScoredVectors scored, Columns columns) {
    this.rows = rows;
    this.columns = columns;
    reader = scored.reader();
    FittedModel model = scored.model();
    features = model.features();
    rank = model.rank();
    batch = new BatchScorer(model, CAPACITY);
    single = new RowScorer(model);
    vectors = columns.type().equals(SQLDataTypes.VectorType());
    converter = CatalystTypeConverters.createToScalaConverter(columns.type());
    projection =
        columns.kept().isEmpty()
            ? null
            : UnsafeProjection.create(
                ScalaLists.toScala(ScalaLists.toJava(columns.kept())), columns.input());
    out = new OutputVector(rank);
  }

  @Override
  public boolean hasNext() {
    if (at == count && thrown == null) {
      fill();
    }
    return at < count || thrown != null;
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (at == count) {
      throw thrown;
    }
    int slot = slots[at];
    InternalRow row = slot < 0 ? out.of(alone[at], 0) : out.of(together, slot * rank);
    InternalRow next = projection == null ? row : joined.apply(kept[at], row);
    at++;
    return next;
  }

  private void fill() {
    count = 0;
    at = 0;
    int loaded = 0;
    try {
      while (count < CAPACITY && rows.hasNext()) {
        InternalRow row = rows.next();
        if (load(row, loaded)) {
          slots[count] = loaded++;
        } else {
          slots[count] = -1;
        }
        if (projection != null) {
          kept[count] = projection.apply(row).copy();
        }
        count++;
      }
    } catch (RuntimeException e) {
      thrown = e;
    }
    together = batch.coefficients(loaded);
  }

  /** Whether the row became one of those that are scored together; otherwise it is scored. */
  private boolean load(InternalRow row, int slot) {
    if (!vectors || row.isNullAt(columns.features())) {
      scoreAlone(row);
      return false;
    }
    InternalRow vector = row.getStruct(columns.features(), VECTOR_FIELDS);
    if (vector.getByte(0) != DENSE) {
      scoreAlone(row);
      return false;
    }
    ArrayData values = vector.getArray(VALUES);
    if (values.numElements() != features) {
      scoreAlone(row);
      return false;
    }
    long[] bits = batch.row();
    if (values instanceof UnsafeArrayData unsafe) {
      Platform.copyMemory(
          unsafe.getBaseObject(),
          unsafe.getBaseOffset() + UnsafeArrayData.calculateHeaderPortionInBytes(features),
          bits,
          Platform.LONG_ARRAY_OFFSET,
          (long) Long.BYTES * features);
    } else {
      for (int t = 0; t < features; t++) {
        bits[t] = Double.doubleToRawLongBits(values.getDouble(t));
      }
    }
    if (!batch.load(slot)) {
      double[] wide =
          Arrays.stream(bits, 0, features).mapToDouble(Double::longBitsToDouble).toArray();
      batch.load(slot, reader.read(Vectors.dense(wide)).values());
    }
    return true;
  }

  private void scoreAlone(InternalRow row) {
    Object value = converter.apply(row.get(columns.features(), columns.type()));
    FeatureReader.Values read = reader.read(value);
    alone[count] = single.coefficients(read.indices(), read.values(), null).clone();
  }

  /** A row of one dense vector, overwritten by the next one. */
  private static final class OutputVector {

    private final int size;
    private final byte[] bytes;
    private final int first;
    private final InternalRow row;

    OutputVector(int size) {
      this.size = size;
      int header = UnsafeArrayData.calculateHeaderPortionInBytes(size);
      bytes = new byte[Math.addExact(header, Math.multiplyExact(size, Double.BYTES))];
      first = Platform.BYTE_ARRAY_OFFSET + header;
      Platform.putLong(bytes, Platform.BYTE_ARRAY_OFFSET, size);
      UnsafeArrayData values = new UnsafeArrayData();
      values.pointTo(bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length);
      row =
          new GenericInternalRow(
              new Object[] {new GenericInternalRow(new Object[] {DENSE, null, null, values})});
    }

    InternalRow of(float[] values, int from) {
      for (int j = 0; j < size; j++) {
        Platform.putDouble(bytes, first + (long) Double.BYTES * j, values[from + j]);
      }
      return row;
    }
  }
}
