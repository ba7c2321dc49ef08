package io.github.paenmf.job.table.columnar;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.ReadOptions;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What is in which column of a table that Spark reads.
 *
 * @param features numeric columns, or the one vector or array column
 * @param vector whether it is one vector or array column
 * @param kept columns carried along as text
 * @param name column of the rows' names; {@code null} when there is none
 */
record ColumnRoles(List<String> features, boolean vector, List<String> kept, String name)
    implements Serializable {

  /**
   * Roles by the stated options, otherwise by type: the first text column holds names; a vector or
   * array column holds the features, or else all numeric columns do.
   *
   * @throws UserError when a stated column is absent or nothing is numeric
   */
  static ColumnRoles of(StructType schema, ReadOptions options) {
    for (String kept : options.kept()) {
      require(schema, options, kept, "--keep");
    }
    String name = name(schema, options);
    List<String> features = new ArrayList<>();
    if (options.features() != null) {
      require(schema, options, options.features(), "--features");
      features.add(options.features());
      DataType type = schema.apply(options.features()).dataType();
      if (!isVector(type)) {
        throw new UserError(
            options.input()
                + ": --features "
                + options.features()
                + " is "
                + type.simpleString()
                + ", expected a vector or an array of numbers");
      }
      return new ColumnRoles(features, true, options.kept(), name);
    }
    List<String> vectors = new ArrayList<>();
    for (StructField field : schema.fields()) {
      if (field.name().equals(name) || options.kept().contains(field.name())) {
        continue;
      }
      if (isVector(field.dataType())) {
        vectors.add(field.name());
      } else if (field.dataType() instanceof NumericType) {
        features.add(field.name());
      }
    }
    if (vectors.size() > 1 || (vectors.size() == 1 && !features.isEmpty())) {
      throw new UserError(
          options.input()
              + ": holds both the column"
              + (vectors.size() > 1 ? "s " : " ")
              + String.join(", ", vectors)
              + " and other numbers; say which are meant with --features NAME");
    }
    if (vectors.isEmpty() && features.isEmpty()) {
      throw new UserError(
          options.input()
              + ": no numeric column, expected numbers, a vector or an array; there are "
              + schema.simpleString());
    }
    return vectors.isEmpty()
        ? new ColumnRoles(features, false, options.kept(), name)
        : new ColumnRoles(vectors, true, options.kept(), name);
  }

  /** The columns of a libsvm table: the label is carried along. */
  static ColumnRoles ofLabelled(ReadOptions options) {
    if (!options.kept().isEmpty() || options.names().name() != null) {
      throw new UserError(
          options.input()
              + ": a libsvm table has only labels, which are kept; give neither --keep"
              + " nor --id");
    }
    return new ColumnRoles(List.of("features"), true, List.of("label"), null);
  }

  private static String name(StructType schema, ReadOptions options) {
    if (options.names().stated()) {
      if (options.names().name() != null) {
        require(schema, options, options.names().name(), "--id");
      }
      return options.names().name();
    }
    return Arrays.stream(schema.fields())
        .filter(field -> field.dataType() instanceof StringType)
        .map(StructField::name)
        .filter(column -> !options.kept().contains(column))
        .findFirst()
        .orElse(null);
  }

  private static boolean isVector(DataType type) {
    return type.equals(SQLDataTypes.VectorType())
        || (type instanceof ArrayType array && array.elementType() instanceof NumericType);
  }

  private static void require(
      StructType schema, ReadOptions options, String column, String option) {
    if (!Arrays.asList(schema.fieldNames()).contains(column)) {
      throw new UserError(
          options.input()
              + ": "
              + option
              + " "
              + column
              + ": there is no such column, expected one of "
              + String.join(", ", schema.fieldNames()));
    }
  }

  /** Columns in the order in which {@link RowParser} takes them. */
  List<String> selected() {
    List<String> selected = new ArrayList<>(features);
    selected.addAll(kept);
    if (name != null) {
      selected.add(name);
    }
    return selected;
  }
}
