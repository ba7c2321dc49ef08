package io.github.paenmf.core.rank;

import java.util.Collection;
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

  private static final int FOLD_ROUNDS = 100;

  /** With the defaults. */
  public CriterionSet() {
    this(PaperLength.AUTHORS_PRECISION, 2, 10, 1);
  }

  /** Names of all criteria; the first one is the default. */
  public static List<String> names() {
    return new CriterionSet().all().stream().map(Criterion::name).toList();
  }

  /** All of them, the default first. */
  public List<Criterion> all() {
    ConsensusRuns runs = new ConsensusRuns(restarts, seed);
    return List.of(
        new ModelLength(ModelLength.PartsCode.COUNT),
        new ModelLength(ModelLength.PartsCode.GAMMA),
        new PaperLength(precision, PaperLength.AUTHORS_PRECISION),
        new HeldOutError(folds, FOLD_ROUNDS, seed),
        new Stability(Stability.Measure.COPHENETIC, runs),
        new Stability(Stability.Measure.DISPERSION, runs),
        new Stability(Stability.Measure.AMBIGUOUS, runs));
  }

  /**
   * Those of these names.
   *
   * @throws IllegalArgumentException when one is not known
   */
  public List<Criterion> of(Collection<String> wanted) {
    List<Criterion> all = all();
    for (String name : wanted) {
      if (all.stream().noneMatch(criterion -> criterion.name().equals(name))) {
        throw new IllegalArgumentException(
            "criterion '%s' is not known, expected one of %s"
                .formatted(name, String.join(", ", names())));
      }
    }
    return all.stream().filter(criterion -> wanted.contains(criterion.name())).toList();
  }
}
