package io.github.paenmf.core.rank;

import io.github.paenmf.core.train.TrainingListener;

/** Is told how a study goes on; called by several threads. */
public interface RankListener {

  /** Listens to nothing. */
  RankListener SILENT = new RankListener() {};

  /** Who is told about the model's fit at a rank. */
  default TrainingListener fitting(int rank) {
    return TrainingListener.SILENT;
  }

  /**
   * A rank is done.
   *
   * @param rank r
   * @param seconds that its fits took
   */
  default void judged(int rank, double seconds) {}
}
