package io.github.paenmf.spark;

import io.github.paenmf.spark.data.FeatureNames;
import io.github.paenmf.spark.stage.Columns;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
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
    Columns.requireInputs(schema, features, weight);
    if (!exogenous.isEmpty()) {
      Columns.requireExogenous(schema, exogenous, -1);
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
    return Columns.with(schema, fields(rank, size, known));
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
        fields.add(Columns.latents(vector, rank));
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

  /** A vector column with a number a feature. */
  static StructField features(String name, int size, String[] names) {
    Metadata metadata = names == null ? Metadata.empty() : FeatureNames.metadata(name, names);
    if (metadata.equals(Metadata.empty()) && size >= 0) {
      metadata = new AttributeGroup(name, size).toMetadata();
    }
    return new StructField(name, SQLDataTypes.VectorType(), false, metadata);
  }
}
