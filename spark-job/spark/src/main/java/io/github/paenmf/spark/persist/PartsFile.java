package io.github.paenmf.spark.persist;

import io.github.paenmf.core.matrix.RowMatrix;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The parts of a model as a Parquet table of one file, a row a part, as Spark would write it. The
 * rows go from the model into Parquet's pages piece by piece: a DataFrame would hold each number as
 * an object, and all rows at once.
 */
public final class PartsFile {

  private static final String FOLDER = "data";
  private static final String FILE = "part-00000-c000.snappy.parquet";
  private static final String SUCCESS = "_SUCCESS";
  private static final String PART = "part";

  /** Bytes of rows that are compressed before any is written. */
  private static final int ROW_GROUP = 32 << 20;

  private PartsFile() {}

  /** A column beside the number of the part. */
  public sealed interface Column {

    /** Name of the column. */
    String name();
  }

  /**
   * A number a part.
   *
   * @param name of the column
   * @param values r
   */
  public record Numbers(String name, float[] values) implements Column {}

  /**
   * A list of numbers a part.
   *
   * @param name of the column
   * @param values r x m
   */
  public record Lists(String name, RowMatrix values) implements Column {}

  /**
   * Writes {@code data/} into a model's folder.
   *
   * @param model folder of the model
   * @param parts number of rows
   * @param columns after {@code part}, which counts from 0
   * @param sparkVersion said in the file, as Spark does
   */
  public static void write(HadoopFolder model, int parts, List<Column> columns, String sparkVersion)
      throws IOException {
    HadoopFolder folder = model.inside(FOLDER);
    try (ParquetWriter<Integer> writer =
        new Builder(new Output(folder), columns, sparkVersion)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            // Numbers of a fit hardly repeat, and a row is long enough to be looked at alone.
            .withDictionaryEncoding(false)
            .withRowGroupSize((long) ROW_GROUP)
            .withMinRowCountForPageSizeCheck(1)
            .withMaxRowCountForPageSizeCheck(1)
            .build()) {
      for (int part = 0; part < parts; part++) {
        writer.write(part);
      }
    }
    folder.create(SUCCESS).close();
  }

  private static final class Builder extends ParquetWriter.Builder<Integer, Builder> {

    private final List<Column> columns;
    private final String sparkVersion;

    Builder(OutputFile file, List<Column> columns, String sparkVersion) {
      super(file);
      this.columns = columns;
      this.sparkVersion = sparkVersion;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // the one that the Parquet of both Spark lines has
    protected WriteSupport<Integer> getWriteSupport(Configuration conf) {
      return new Rows(columns, sparkVersion);
    }
  }

  /** Writes the row of a part. */
  private static final class Rows extends WriteSupport<Integer> {

    private final List<Column> columns;
    private final String sparkVersion;
    private final float[] piece = new float[RowMatrix.PIECE];
    private RecordConsumer out;

    Rows(List<Column> columns, String sparkVersion) {
      this.columns = columns;
      this.sparkVersion = sparkVersion;
    }

    @Override
    @SuppressWarnings("deprecation") // the one that the Parquet of both Spark lines has
    public WriteContext init(Configuration conf) {
      Types.MessageTypeBuilder message = Types.buildMessage();
      StructType schema = new StructType().add(PART, DataTypes.IntegerType, false);
      message.required(PrimitiveTypeName.INT32).named(PART);
      for (Column column : columns) {
        if (column instanceof Lists) {
          message.requiredList().requiredElement(PrimitiveTypeName.FLOAT).named(column.name());
          schema =
              schema.add(
                  column.name(), DataTypes.createArrayType(DataTypes.FloatType, false), false);
        } else {
          message.required(PrimitiveTypeName.FLOAT).named(column.name());
          schema = schema.add(column.name(), DataTypes.FloatType, false);
        }
      }
      MessageType type = message.named("spark_schema");
      return new WriteContext(
          type,
          Map.of(
              "org.apache.spark.version",
              sparkVersion,
              "org.apache.spark.sql.parquet.row.metadata",
              schema.json()));
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      out = consumer;
    }

    @Override
    public void write(Integer part) {
      out.startMessage();
      out.startField(PART, 0);
      out.addInteger(part);
      out.endField(PART, 0);
      for (int c = 0; c < columns.size(); c++) {
        Column column = columns.get(c);
        out.startField(column.name(), c + 1);
        if (column instanceof Lists lists) {
          list(lists.values(), part);
        } else if (column instanceof Numbers numbers) {
          out.addFloat(numbers.values()[part]);
        }
        out.endField(column.name(), c + 1);
      }
      out.endMessage();
    }

    private void list(RowMatrix values, int row) {
      out.startGroup();
      out.startField("list", 0);
      for (int from = 0; from < values.columns(); from += piece.length) {
        int count = Math.min(piece.length, values.columns() - from);
        values.read(row, from, count, piece, 0);
        for (int t = 0; t < count; t++) {
          out.startGroup();
          out.startField("element", 0);
          out.addFloat(piece[t]);
          out.endField("element", 0);
          out.endGroup();
        }
      }
      out.endField("list", 0);
      out.endGroup();
    }
  }

  /** A new file of a folder. */
  private record Output(HadoopFolder folder) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
      return new Counted(folder.create(FILE));
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  /** Knows how much was written. */
  private static final class Counted extends PositionOutputStream {

    private final OutputStream out;
    private long position;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      position++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
