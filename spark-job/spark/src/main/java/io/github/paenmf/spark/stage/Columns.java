package io.github.paenmf.spark.stage;

import io.github.paenmf.spark.data.FeatureNames;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
    boolean vector = type.equals(SQLDataTypes.VectorType());
    boolean numbers = type instanceof ArrayType array && array.elementType() instanceof NumericType;
    if (!vector && !numbers) {
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
