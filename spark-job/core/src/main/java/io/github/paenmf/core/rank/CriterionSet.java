package io.github.paenmf.core.rank;

import java.util.List;

/**
 * The criteria by name, with what they are told.
 *
 * @param precision of the factors in the minimum description length of plain NMF
 * @param folds of rows and of features for held-out entries, at least 2
 * @param restarts for the consensus, at least 2
 * @param seed of folds and restarts
 */
public record CriterionSet(double precision, int folds, int restarts, long seed) {

  /** Name of the criterion that chooses unless told otherwise. */
  public static final String DEFAULT = "model-length";

  private static final int FOLD_ROUNDS = 30;

  /** With the defaults. */
  public CriterionSet() {
    this(PaperLength.AUTHORS_PRECISION, 2, 10, 1);
  }

  /** All of them; the first one is the default. */
  public List<Criterion> all() {
    ConsensusRuns runs = new ConsensusRuns(restarts, seed);
    return List.of(
        new ModelLength(ModelLength.PartsCode.GAMMA),
        new ModelLength(ModelLength.PartsCode.COUNT),
        new PaperLength(precision, PaperLength.AUTHORS_PRECISION),
        new HeldOutError(folds, FOLD_ROUNDS, seed),
        new Stability(Stability.Measure.COPHENETIC, runs),
        new Stability(Stability.Measure.DISPERSION, runs),
        new Stability(Stability.Measure.AMBIGUOUS, runs));
  }
}
