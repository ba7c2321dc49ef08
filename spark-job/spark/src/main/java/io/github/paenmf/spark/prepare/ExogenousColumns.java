package io.github.paenmf.spark.prepare;

import io.github.paenmf.spark.data.InvalidRowException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Puts columns of numbers, or of text that says numbers, side by side into the vector of extra
 * inputs that an encoder reads.
 */
public class ExogenousColumns extends Transformer implements DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;
  private StringArrayParam inputCols;
  private Param<String> outputCol;

  /** Of no columns yet. */
  public ExogenousColumns() {
    this(Identifiable$.MODULE$.randomUID("exogenous"));
  }

  /** Of no columns yet, with this uid. */
  public ExogenousColumns(String uid) {
    this.uid = uid;
    setDefault(inputCols(), new String[0]);
    setDefault(outputCol(), "exogenous");
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Columns of numbers or text, in the order of the inputs. */
  public StringArrayParam inputCols() {
    if (inputCols == null) {
      inputCols = new StringArrayParam(this, "inputCols", "columns of numbers, as numbers or text");
    }
    return inputCols;
  }

  /** Value of {@link #inputCols}. */
  public String[] getInputCols() {
    return getOrDefault(inputCols()).clone();
  }

  /** Sets {@link #inputCols}. */
  public ExogenousColumns setInputCols(String... value) {
    set(inputCols(), value.clone());
    return this;
  }

  /** Column of the vectors. */
  public Param<String> outputCol() {
    if (outputCol == null) {
      outputCol = new Param<>(this, "outputCol", "column of the vectors of extra inputs");
    }
    return outputCol;
  }

  /** Value of {@link #outputCol}. */
  public String getOutputCol() {
    return getOrDefault(outputCol());
  }

  /** Sets {@link #outputCol}. */
  public ExogenousColumns setOutputCol(String value) {
    set(outputCol(), value);
    return this;
  }

  /**
   * The schema with the vectors.
   *
   * @throws IllegalArgumentException when a column is absent or holds neither numbers nor text, or
   *     the output is there already
   */
  @Override
  public StructType transformSchema(StructType schema) {
    if (getInputCols().length == 0) {
      throw new IllegalArgumentException("inputCols is empty, expected at least one column");
    }
    List<String> there = Arrays.asList(schema.fieldNames());
    for (String name : getInputCols()) {
      if (!there.contains(name)) {
        throw new IllegalArgumentException(
            "extra input '%s' is none of the columns %s".formatted(name, String.join(", ", there)));
      }
      DataType type = schema.apply(name).dataType();
      if (!(type instanceof NumericType) && !(type instanceof StringType)) {
        throw new IllegalArgumentException(
            "extra input '%s' is of type %s, expected numbers or text"
                .formatted(name, type.catalogString()));
      }
    }
    if (there.contains(getOutputCol())) {
      throw new IllegalArgumentException(
          "output column %s already exists, choose another name".formatted(getOutputCol()));
    }
    return schema.add(output());
  }

  private StructField output() {
    return new StructField(
        getOutputCol(),
        SQLDataTypes.VectorType(),
        false,
        new AttributeGroup(getOutputCol(), getInputCols().length).toMetadata());
  }

  /**
   * Adds the vectors.
   *
   * @throws InvalidRowException from the tasks, when a value is no finite number
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    String[] names = getInputCols();
    UDF1<Row, Vector> read = row -> Vectors.dense(numbers(row, names));
    Column struct = functions.struct(columns(names));
    Column vector = functions.udf(read, SQLDataTypes.VectorType()).asNonNullable().apply(struct);
    return dataset
        .toDF()
        .withColumn(getOutputCol(), vector.as(getOutputCol(), output().metadata()));
  }

  private static Column[] columns(String[] names) {
    return Arrays.stream(names)
        .map(name -> functions.col("`" + name.replace("`", "``") + "`"))
        .toArray(Column[]::new);
  }

  /**
   * The numbers of these columns.
   *
   * @param row whose first columns they are
   * @throws InvalidRowException when a value is no finite number
   */
  public static double[] numbers(Row row, String... names) {
    double[] numbers = new double[names.length];
    for (int e = 0; e < names.length; e++) {
      Object value = row.get(e);
      double number = Double.NaN;
      if (value instanceof Number given) {
        number = given.doubleValue();
      } else if (value != null) {
        try {
          number = Double.parseDouble(value.toString().strip());
        } catch (NumberFormatException e2) {
          // Said below, with what was found.
        }
      }
      if (!Float.isFinite((float) number)) {
        throw new InvalidRowException(
            "column '%s' is %s, expected a number"
                .formatted(names[e], value == null ? "empty" : "'" + value + "'"));
      }
      numbers[e] = number;
    }
    return numbers;
  }

  @Override
  public ExogenousColumns copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads a saved stage. */
  public static MLReader<ExogenousColumns> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved stage from a folder. */
  public static ExogenousColumns load(String path) {
    return read().load(path);
  }
}
