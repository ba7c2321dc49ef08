package io.github.paenmf.spark.batch;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.spark.data.FeatureReader;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;

/** How a column of features is scored into coefficients: the model, and how a row is read. */
public final class ScoredVectors implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Broadcast<FittedModel> model;
  private final FeatureReader reader;

  /**
   * Of a model that was sent to the executors.
   *
   * @param model without extra inputs
   * @param reader of its rows
   */
  public ScoredVectors(Broadcast<FittedModel> model, FeatureReader reader) {
    this.model = model;
    this.reader = reader;
  }

  FittedModel model() {
    return model.value();
  }

  FeatureReader reader() {
    return reader;
  }
}
