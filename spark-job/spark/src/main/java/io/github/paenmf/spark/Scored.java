package io.github.paenmf.spark;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.Reconstruction;
import io.github.paenmf.core.fitted.RowPosterior;
import io.github.paenmf.core.fitted.RowScore;
import io.github.paenmf.spark.data.ExogenousReader;
import io.github.paenmf.spark.data.FeatureReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;

/** Scores the features of one row into the output columns that are switched on, in their order. */
final class Scored implements UDF1<Object, Row>, UDF2<Object, Object, Row> {

  private static final long serialVersionUID = 1L;

  private final Scorers scorers;
  private final OutputColumns columns;
  private final FeatureReader reader;
  private final ExogenousReader exogenous;

  Scored(
      Broadcast<FittedModel> model,
      OutputColumns columns,
      FeatureReader reader,
      ExogenousReader exogenous) {
    scorers = new Scorers(model);
    this.columns = columns;
    this.reader = reader;
    this.exogenous = exogenous;
  }

  @Override
  public Row call(Object features) {
    return score(features, null);
  }

  @Override
  public Row call(Object features, Object inputs) {
    return score(features, exogenous.read(inputs));
  }

  private Row score(Object features, float[] inputs) {
    FeatureReader.Values values = reader.read(features);
    RowScore score =
        scorers.get().score(values.indices(), values.values(), inputs, !columns.loss().isEmpty());
    RowPosterior posterior = new RowPosterior(score.scale(), score.shape());
    double tail = (1 - columns.credibleLevel()) / 2;
    List<Object> out = new ArrayList<>();
    if (!columns.coefficients().isEmpty()) {
      out.add(WideVectors.of(score.coefficients()));
    }
    if (!columns.scale().isEmpty()) {
      out.add(WideVectors.of(score.scale()));
    }
    if (!columns.shape().isEmpty()) {
      out.add(WideVectors.of(score.shape()));
    }
    if (!columns.lower().isEmpty()) {
      out.add(Vectors.dense(posterior.quantile(tail)));
    }
    if (!columns.upper().isEmpty()) {
      out.add(Vectors.dense(posterior.quantile(1 - tail)));
    }
    if (!columns.reconstruction().isEmpty()) {
      out.add(Vectors.dense(Reconstruction.of(scorers.model(), score.coefficients())));
    }
    if (!columns.loss().isEmpty()) {
      out.add(score.negativeElbo());
    }
    if (!columns.clipped().isEmpty()) {
      out.add(score.clipped());
    }
    return RowFactory.create(out.toArray());
  }
}
