package io.github.paenmf.spark.data;

import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;

/** Feature names in the ML attributes of a vector column. */
public final class FeatureNames {

  /** Beyond this many features names are left out of the column's metadata, which Spark copies. */
  public static final int MOST_IN_METADATA = 100_000;

  private FeatureNames() {}

  /**
   * Column metadata that holds the names; empty when there are none or too many.
   *
   * @param column name of the vector column
   * @param names one a feature; empty when unnamed
   */
  public static Metadata metadata(String column, String[] names) {
    if (names.length == 0 || names.length > MOST_IN_METADATA) {
      return Metadata.empty();
    }
    Attribute[] attributes =
        Arrays.stream(names)
            .map(name -> NumericAttribute.defaultAttr().withName(name))
            .toArray(Attribute[]::new);
    return new AttributeGroup(column, attributes).toMetadata();
  }

  /** The names that a vector or array column carries, if every one of its features has one. */
  public static Optional<String[]> of(StructField column) {
    if (!column.metadata().contains("ml_attr")) {
      return Optional.empty();
    }
    // Spark takes vector columns only; an array column can carry the same metadata.
    AttributeGroup group =
        AttributeGroup.fromStructField(
            new StructField(column.name(), SQLDataTypes.VectorType(), true, column.metadata()));
    if (group.attributes().isEmpty()) {
      return Optional.empty();
    }
    Attribute[] attributes = group.attributes().get();
    String[] names = new String[attributes.length];
    for (int j = 0; j < names.length; j++) {
      if (attributes[j].name().isEmpty()) {
        return Optional.empty();
      }
      names[j] = attributes[j].name().get();
    }
    return Optional.of(names);
  }
}
