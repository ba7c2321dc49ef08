package io.github.paenmf.spark;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.RowScore;
import io.github.paenmf.spark.data.FeatureReader;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;

/** Scores the features of one row into a struct of arrays. */
final class SqlScored implements UDF1<Object, Row> {

  private static final long serialVersionUID = 1L;

  private final Scorers scorers;
  private final FeatureReader reader;

  SqlScored(Broadcast<FittedModel> model, FeatureReader reader) {
    scorers = new Scorers(model);
    this.reader = reader;
  }

  @Override
  public Row call(Object features) {
    if (features == null) {
      return null;
    }
    FeatureReader.Values values = reader.read(features);
    RowScore score = scorers.get().score(values.indices(), values.values(), true);
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
