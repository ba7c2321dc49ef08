package io.github.paenmf.spark;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.RowScore;
import io.github.paenmf.spark.data.ExogenousReader;
import io.github.paenmf.spark.data.FeatureReader;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;

/** Scores the features of one row into a struct of arrays. */
final class SqlScored implements UDF1<Object, Row>, UDF2<Object, Object, Row> {

  private static final long serialVersionUID = 1L;

  private final Scorers scorers;
  private final FeatureReader reader;
  private final ExogenousReader exogenous;

  SqlScored(Broadcast<FittedModel> model, FeatureReader reader, ExogenousReader exogenous) {
    scorers = new Scorers(model);
    this.reader = reader;
    this.exogenous = exogenous;
  }

  @Override
  public Row call(Object features) {
    return features == null ? null : score(features, null);
  }

  @Override
  public Row call(Object features, Object inputs) {
    return features == null ? null : score(features, exogenous.read(inputs));
  }

  private Row score(Object features, float[] inputs) {
    FeatureReader.Values values = reader.read(features);
    RowScore score = scorers.get().score(values.indices(), values.values(), inputs, true);
    return RowFactory.create(
        wide(score.coefficients()),
        wide(score.scale()),
        wide(score.shape()),
        score.negativeElbo(),
        score.clipped());
  }

  private static Double[] wide(float[] values) {
    Double[] wide = new Double[values.length];
    for (int j = 0; j < wide.length; j++) {
      wide[j] = (double) values[j];
    }
    return wide;
  }
}
