package io.github.paenmf.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that a stage reads and writes, and the schema check that Estimator and Model share.
 */
record OutputColumns(
    String features,
    String weight,
    String coefficients,
    String scale,
    String shape,
    String loss,
    String clipped)
    implements Serializable {

  static OutputColumns of(PaeNmfParams<?> stage) {
    return new OutputColumns(
        stage.getFeaturesCol(),
        stage.getWeightCol(),
        stage.getOutputCol(),
        stage.getScaleCol(),
        stage.getShapeCol(),
        stage.getLossCol(),
        stage.getClippedCol());
  }

  /** The schema after transform; checks the input columns. */
  StructType schema(StructType schema, int rank) {
    requireFeatures(schema);
    if (!weight.isEmpty()) {
      StructField field = field(schema, weight, "weightCol");
      if (!(field.dataType() instanceof NumericType)) {
        throw new IllegalArgumentException(
            "weightCol %s is of type %s, expected a number"
                .formatted(weight, field.dataType().catalogString()));
      }
    }
    StructType out = schema;
    for (StructField added : fields(rank)) {
      if (List.of(out.fieldNames()).contains(added.name())) {
        throw new IllegalArgumentException(
            "output column %s already exists, choose another name".formatted(added.name()));
      }
      out = out.add(added);
    }
    return out;
  }

  /** Output columns in their order, without those that are switched off. */
  List<StructField> fields(int rank) {
    List<StructField> fields = new ArrayList<>();
    addVector(fields, coefficients, rank);
    addVector(fields, scale, rank);
    addVector(fields, shape, rank);
    if (!loss.isEmpty()) {
      fields.add(DataTypes.createStructField(loss, DataTypes.DoubleType, false));
    }
    if (!clipped.isEmpty()) {
      fields.add(DataTypes.createStructField(clipped, DataTypes.BooleanType, false));
    }
    return fields;
  }

  private static void addVector(List<StructField> fields, String name, int rank) {
    if (!name.isEmpty()) {
      fields.add(latents(name, rank));
    }
  }

  /** A vector column with a number a latent. */
  static StructField latents(String name, int rank) {
    Attribute[] parts = new Attribute[rank];
    for (int j = 0; j < rank; j++) {
      parts[j] = NumericAttribute.defaultAttr().withName("part_" + (j + 1));
    }
    StructField plain = new AttributeGroup(name, parts).toStructField();
    return new StructField(name, SQLDataTypes.VectorType(), false, plain.metadata());
  }

  private void requireFeatures(StructType schema) {
    DataType type = field(schema, features, "featuresCol").dataType();
    boolean vector = type.equals(SQLDataTypes.VectorType());
    boolean numbers = type instanceof ArrayType array && array.elementType() instanceof NumericType;
    if (!vector && !numbers) {
      throw new IllegalArgumentException(
          "featuresCol %s is of type %s, expected a vector or an array of numbers"
              .formatted(features, type.catalogString()));
    }
  }

  private static StructField field(StructType schema, String name, String param) {
    for (StructField field : schema.fields()) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    throw new IllegalArgumentException(
        "%s is %s, but the columns are %s"
            .formatted(param, name, String.join(", ", schema.fieldNames())));
  }
}
