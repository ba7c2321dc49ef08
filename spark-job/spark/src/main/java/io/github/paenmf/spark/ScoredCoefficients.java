package io.github.paenmf.spark;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.spark.data.FeatureReader;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.api.java.UDF1;

/**
 * Scores the features of one row into coefficients, where no other column is switched on: a column
 * of its own is cheaper than one taken out of a struct.
 */
final class ScoredCoefficients implements UDF1<Object, Vector> {

  private static final long serialVersionUID = 1L;

  private final Scorers scorers;
  private final FeatureReader reader;

  ScoredCoefficients(Broadcast<FittedModel> model, FeatureReader reader) {
    scorers = new Scorers(model);
    this.reader = reader;
  }

  @Override
  public Vector call(Object features) {
    FeatureReader.Values values = reader.read(features);
    return WideVectors.of(scorers.get().coefficients(values.indices(), values.values()));
  }
}
