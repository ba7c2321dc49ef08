package io.github.paenmf.spark.nmf;

import io.github.paenmf.spark.stage.Columns;
import io.github.paenmf.spark.stage.FactorParams;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns that a transform adds. An empty name switches one off. */
record NmfColumns(String coefficients, String loss) implements Serializable {

  static NmfColumns of(FactorParams<?> stage) {
    return new NmfColumns(stage.getOutputCol(), stage.getLossCol());
  }

  /** The columns in their order, without those that are switched off. */
  List<StructField> fields(int rank) {
    List<StructField> fields = new ArrayList<>();
    if (!coefficients.isEmpty()) {
      fields.add(Columns.latents(coefficients, rank));
    }
    if (!loss.isEmpty()) {
      fields.add(DataTypes.createStructField(loss, DataTypes.DoubleType, false));
    }
    return fields;
  }

  /** The schema after transform; checks the input columns. */
  StructType schema(StructType schema, FactorParams<?> stage, int rank) {
    Columns.requireInputs(schema, stage.getFeaturesCol(), stage.getWeightCol());
    return Columns.with(schema, fields(rank));
  }
}
