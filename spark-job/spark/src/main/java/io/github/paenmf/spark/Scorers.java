package io.github.paenmf.spark;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.RowScorer;
import java.io.Serializable;
import java.util.function.Supplier;
import org.apache.spark.broadcast.Broadcast;

/** A scorer for each thread, since it keeps work arrays; made when the thread scores a row. */
final class Scorers implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Where a thread finds the model. */
  private interface Source extends Supplier<FittedModel>, Serializable {}

  private final Source model;
  private transient volatile ThreadLocal<RowScorer> scorers;

  /** For executors that the model was sent to. */
  Scorers(Broadcast<FittedModel> model) {
    this.model = model::value;
  }

  /** For a model at hand. */
  Scorers(FittedModel model) {
    this.model = () -> model;
  }

  /** The model that rows are scored by. */
  FittedModel model() {
    return model.get();
  }

  /** The scorer of this thread. */
  RowScorer get() {
    ThreadLocal<RowScorer> made = scorers;
    return (made == null ? make() : made).get();
  }

  private synchronized ThreadLocal<RowScorer> make() {
    if (scorers == null) {
      scorers = ThreadLocal.withInitial(() -> new RowScorer(model.get()));
    }
    return scorers;
  }
}
