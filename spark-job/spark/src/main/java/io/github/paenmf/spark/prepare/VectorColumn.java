package io.github.paenmf.spark.prepare;

import java.util.Arrays;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.StructType;

/** The column that preparation reads and replaces. */
final class VectorColumn {

  private VectorColumn() {}

  /**
   * Checks that the column is there and holds vectors.
   *
   * @throws IllegalArgumentException naming the column, what it is and the columns that exist
   */
  static void check(StructType schema, String column) {
    if (!Arrays.asList(schema.fieldNames()).contains(column)) {
      throw new IllegalArgumentException(
          "no column '" + column + "'; there are " + String.join(", ", schema.fieldNames()));
    }
    if (!schema.apply(column).dataType().equals(SQLDataTypes.VectorType())) {
      throw new IllegalArgumentException(
          "column '"
              + column
              + "' is "
              + schema.apply(column).dataType().simpleString()
              + ", expected a vector");
    }
  }
}
