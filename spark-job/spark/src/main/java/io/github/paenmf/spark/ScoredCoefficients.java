package io.github.paenmf.spark;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.spark.batch.ScoredVectors;
import io.github.paenmf.spark.data.ExogenousReader;
import io.github.paenmf.spark.data.FeatureReader;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;

/**
 * Scores the features of one row into coefficients, where no other column is switched on: a column
 * of its own is cheaper than one taken out of a struct.
 */
final class ScoredCoefficients implements UDF1<Object, Vector>, UDF2<Object, Object, Vector> {

  private static final long serialVersionUID = 1L;

  private final Scorers scorers;
  private final FeatureReader reader;
  private final ExogenousReader exogenous;

  /** The same for several rows; kept here as long as a plan has this function. */
  private final ScoredVectors vectors;

  ScoredCoefficients(
      Broadcast<FittedModel> model, FeatureReader reader, ExogenousReader exogenous) {
    scorers = new Scorers(model);
    this.reader = reader;
    this.exogenous = exogenous;
    vectors = new ScoredVectors(model, reader);
  }

  /** The same for several rows. */
  ScoredVectors vectors() {
    return vectors;
  }

  @Override
  public Vector call(Object features) {
    return score(features, null);
  }

  @Override
  public Vector call(Object features, Object inputs) {
    return score(features, exogenous.read(inputs));
  }

  private Vector score(Object features, float[] inputs) {
    FeatureReader.Values values = reader.read(features);
    return WideVectors.of(scorers.get().coefficients(values.indices(), values.values(), inputs));
  }
}
