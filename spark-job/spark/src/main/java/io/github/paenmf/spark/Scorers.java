package io.github.paenmf.spark;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.RowScorer;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;

/** A scorer for each thread of an executor, made when it scores its first row. */
final class Scorers implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Broadcast<FittedModel> model;
  private transient volatile ThreadLocal<RowScorer> scorers;

  Scorers(Broadcast<FittedModel> model) {
    this.model = model;
  }

  /** The model that rows are scored by. */
  FittedModel model() {
    return model.value();
  }

  /** The scorer of this thread. */
  RowScorer get() {
    ThreadLocal<RowScorer> made = scorers;
    return (made == null ? make() : made).get();
  }

  private synchronized ThreadLocal<RowScorer> make() {
    if (scorers == null) {
      scorers = ThreadLocal.withInitial(() -> new RowScorer(model.value()));
    }
    return scorers;
  }
}
