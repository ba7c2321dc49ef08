package io.github.paenmf.spark.stage;

import io.github.paenmf.spark.data.FeatureNames;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Checks of the columns that a stage reads, and the columns that it adds. */
public final class Columns {

  /** Names of the latents in the metadata of columns: this and the part's number from 0. */
  public static final String PART = "part";

  private Columns() {}

  /**
   * Checks the inputs of a stage.
   *
   * @param schema of the rows
   * @param features name of the column of the data points
   * @param weight name of the column of the weights, or empty
   * @throws IllegalArgumentException when the features or the weights are absent or of another
   *     type; the message names the param, the column and what was found
   */
  public static void requireInputs(StructType schema, String features, String weight) {
    DataType type = field(schema, features, "featuresCol").dataType();
    if (!holdsNumbers(type)) {
      throw new IllegalArgumentException(
          "featuresCol %s is of type %s, expected a vector or an array of numbers"
              .formatted(features, type.catalogString()));
    }
    if (!weight.isEmpty()) {
      DataType found = field(schema, weight, "weightCol").dataType();
      if (!(found instanceof NumericType)) {
        throw new IllegalArgumentException(
            "weightCol %s is of type %s, expected a number"
                .formatted(weight, found.catalogString()));
      }
    }
  }

  /**
   * Checks the column of the extra inputs of an encoder.
   *
   * @param schema of the rows
   * @param exogenous name of the column
   * @param count number of inputs expected, or -1 when any number is taken; compared where the
   *     schema says the size
   * @throws IllegalArgumentException when the column is absent, of another type or of another size
   */
  public static void requireExogenous(StructType schema, String exogenous, int count) {
    StructField field = field(schema, exogenous, "exogenousCol");
    DataType type = field.dataType();
    boolean number = type instanceof NumericType;
    if (!number && !holdsNumbers(type)) {
      throw new IllegalArgumentException(
          "exogenousCol %s is of type %s, expected a vector, an array of numbers or a number"
              .formatted(exogenous, type.catalogString()));
    }
    int size = 1;
    if (!number) {
      size = type instanceof ArrayType ? -1 : AttributeGroup.fromStructField(field).size();
    }
    if (count >= 0 && size >= 0 && size != count) {
      throw new IllegalArgumentException(
          "exogenousCol %s holds %d extra inputs, expected %d, as the model was fitted with"
              .formatted(exogenous, size, count));
    }
  }

  private static boolean holdsNumbers(DataType type) {
    return type.equals(SQLDataTypes.VectorType())
        || (type instanceof ArrayType array && array.elementType() instanceof NumericType);
  }

  /**
   * The schema with columns added.
   *
   * @throws IllegalArgumentException when a column of that name is there already
   */
  public static StructType with(StructType schema, List<StructField> added) {
    StructType out = schema;
    for (StructField field : added) {
      if (Arrays.asList(out.fieldNames()).contains(field.name())) {
        throw new IllegalArgumentException(
            "output column %s already exists, choose another name".formatted(field.name()));
      }
      out = out.add(field);
    }
    return out;
  }

  /** A vector column with a number a part, which it names. */
  public static StructField latents(String name, int rank) {
    String[] parts = IntStream.range(0, rank).mapToObj(j -> PART + j).toArray(String[]::new);
    return new StructField(
        name, SQLDataTypes.VectorType(), false, FeatureNames.metadata(name, parts));
  }

  private static StructField field(StructType schema, String name, String param) {
    return Arrays.stream(schema.fields())
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is %s, but the columns are %s"
                        .formatted(param, name, String.join(", ", schema.fieldNames()))));
  }
}
