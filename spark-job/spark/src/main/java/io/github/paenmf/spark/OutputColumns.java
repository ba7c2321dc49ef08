package io.github.paenmf.spark;

import io.github.paenmf.spark.data.FeatureNames;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that a stage reads and writes, and the schema check that Estimator and Model share.
 */
record OutputColumns(
    String features,
    String weight,
    String exogenous,
    String coefficients,
    String scale,
    String shape,
    String lower,
    String upper,
    double credibleLevel,
    String reconstruction,
    String loss,
    String clipped)
    implements Serializable {

  /** Names of the latents in the metadata of columns: this and the part's number from 0. */
  static final String PART = "part";

  static OutputColumns of(PaeNmfParams<?> stage) {
    return new OutputColumns(
        stage.getFeaturesCol(),
        stage.getWeightCol(),
        stage.getExogenousCol(),
        stage.getOutputCol(),
        stage.getScaleCol(),
        stage.getShapeCol(),
        stage.getLowerCol(),
        stage.getUpperCol(),
        stage.getCredibleLevel(),
        stage.getReconstructionCol(),
        stage.getLossCol(),
        stage.getClippedCol());
  }

  /**
   * Checks the input columns.
   *
   * @throws IllegalArgumentException when one is absent or of another type
   */
  void requireInputs(StructType schema) {
    requireFeatures(schema);
    if (!weight.isEmpty()) {
      StructField field = field(schema, weight, "weightCol");
      if (!(field.dataType() instanceof NumericType)) {
        throw new IllegalArgumentException(
            "weightCol %s is of type %s, expected a number"
                .formatted(weight, field.dataType().catalogString()));
      }
    }
    if (!exogenous.isEmpty()) {
      DataType type = field(schema, exogenous, "exogenousCol").dataType();
      if (!isVector(type) && !(type instanceof NumericType)) {
        throw new IllegalArgumentException(
            "exogenousCol %s is of type %s, expected a vector, an array of numbers or a number"
                .formatted(exogenous, type.catalogString()));
      }
    }
  }

  /**
   * The schema after transform.
   *
   * @param schema of the input, which is checked
   * @param rank r
   * @param size m, or -1 when it is not known yet
   * @param names of the features; null when they have none, or the input column tells
   */
  StructType schema(StructType schema, int rank, int size, String[] names) {
    requireInputs(schema);
    String[] known = names == null ? FeatureNames.of(schema.apply(features)).orElse(null) : names;
    StructType out = schema;
    for (StructField added : fields(rank, size, known)) {
      if (List.of(out.fieldNames()).contains(added.name())) {
        throw new IllegalArgumentException(
            "output column %s already exists, choose another name".formatted(added.name()));
      }
      out = out.add(added);
    }
    return out;
  }

  /**
   * Output columns in their order, without those that are switched off.
   *
   * @param rank r
   * @param size m, or -1 when it is not known yet
   * @param names of the features; null when they have none
   */
  List<StructField> fields(int rank, int size, String[] names) {
    List<StructField> fields = new ArrayList<>();
    for (String vector : List.of(coefficients, scale, shape, lower, upper)) {
      if (!vector.isEmpty()) {
        fields.add(latents(vector, rank));
      }
    }
    if (!reconstruction.isEmpty()) {
      fields.add(features(reconstruction, size, names));
    }
    if (!loss.isEmpty()) {
      fields.add(DataTypes.createStructField(loss, DataTypes.DoubleType, false));
    }
    if (!clipped.isEmpty()) {
      fields.add(DataTypes.createStructField(clipped, DataTypes.BooleanType, false));
    }
    return fields;
  }

  /** A vector column with a number a latent. */
  static StructField latents(String name, int rank) {
    String[] parts = IntStream.range(0, rank).mapToObj(j -> PART + j).toArray(String[]::new);
    return new StructField(
        name, SQLDataTypes.VectorType(), false, FeatureNames.metadata(name, parts));
  }

  /** A vector column with a number a feature. */
  static StructField features(String name, int size, String[] names) {
    Metadata metadata = names == null ? Metadata.empty() : FeatureNames.metadata(name, names);
    if (metadata.equals(Metadata.empty()) && size >= 0) {
      metadata = new AttributeGroup(name, size).toMetadata();
    }
    return new StructField(name, SQLDataTypes.VectorType(), false, metadata);
  }

  private void requireFeatures(StructType schema) {
    DataType type = field(schema, features, "featuresCol").dataType();
    if (!isVector(type)) {
      throw new IllegalArgumentException(
          "featuresCol %s is of type %s, expected a vector or an array of numbers"
              .formatted(features, type.catalogString()));
    }
  }

  private static boolean isVector(DataType type) {
    return type.equals(SQLDataTypes.VectorType())
        || (type instanceof ArrayType array && array.elementType() instanceof NumericType);
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
