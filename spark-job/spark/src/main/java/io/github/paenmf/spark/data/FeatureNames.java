package io.github.paenmf.spark.data;

import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.sql.types.StructField;

/** Feature names as Spark ML keeps them in a column's metadata. */
public final class FeatureNames {

  private FeatureNames() {}

  /** The names of a vector column's features, or null when not every one has a name. */
  public static String[] of(StructField field) {
    AttributeGroup group = AttributeGroup.fromStructField(field);
    if (group.attributes().isEmpty()) {
      return null;
    }
    Attribute[] attributes = group.attributes().get();
    String[] names = new String[attributes.length];
    for (int t = 0; t < names.length; t++) {
      if (attributes[t].name().isEmpty()) {
        return null;
      }
      names[t] = attributes[t].name().get();
    }
    return names;
  }
}
