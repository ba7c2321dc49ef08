package io.github.paenmf.core.rank;

import io.github.paenmf.core.block.BlockSelection;
import io.github.paenmf.core.train.StatisticsSource;
import io.github.paenmf.core.train.TrainingListener;
import io.github.paenmf.core.train.TrainingParams;

/**
 * One rank on trial, with the fits that several criteria share; each is made when it is first asked
 * for. Used by one thread.
 */
public final class Candidate {

  /** Rounds of plain NMF from the model's parts, which are near its solution already. */
  private static final int PLAIN_ROUNDS = 50;

  private final StatisticsSource rows;
  private final TrainingParams params;
  private final TrainingListener listener;
  private ModelFit model;
  private PlainFactors plain;

  /**
   * A rank on trial.
   *
   * @param rows the whole table; views of it are taken
   * @param params of the model, with the rank
   * @param listener is told how the model's fit goes on
   */
  public Candidate(StatisticsSource rows, TrainingParams params, TrainingListener listener) {
    this.rows = rows;
    this.params = params;
    this.listener = listener;
  }

  /** r. */
  public int rank() {
    return params.rank();
  }

  /** The whole table, to take views of. */
  public StatisticsSource rows() {
    return rows;
  }

  /** Params of the model. */
  public TrainingParams params() {
    return params;
  }

  /** The model of this rank. */
  public ModelFit model() {
    if (model == null) {
      try (StatisticsSource view = rows.view(BlockSelection.ALL)) {
        model = ModelFit.of(view, params, listener);
      }
    }
    return model;
  }

  /** Plain NMF of this rank, started from the parts of the model. */
  public PlainFactors plain() {
    if (plain == null) {
      float[] start = model().result().weights().parts();
      try (StatisticsSource view = rows.view(BlockSelection.ALL)) {
        plain = PlainFactors.fit(view, start, rank(), PLAIN_ROUNDS);
      }
    }
    return plain;
  }
}
