package io.github.paenmf.job.command;

import io.github.paenmf.core.rank.CriterionSet;
import io.github.paenmf.core.rank.Ranks;
import io.github.paenmf.job.UserError;
import io.github.paenmf.spark.PaeNmf;
import io.github.paenmf.spark.RankSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which ranks are tried, and how they are judged. */
final class RankOptions {

  /** More at a time would not find cores on one machine, and crowd a cluster's driver. */
  private static final int MOST_AT_A_TIME = 8;

  @Option(
      names = "--ranks",
      paramLabel = "RANKS",
      required = true,
      description = "ranks to try, as in 2..20 or 4,9,25")
  private String ranks;

  @Option(
      names = "--criterion",
      paramLabel = "NAME",
      description = "the criterion that chooses (default: " + CriterionSet.DEFAULT + ")")
  private String criterion;

  @Option(
      names = "--criteria",
      paramLabel = "NAME",
      split = ",",
      description =
          "the criteria shown beside it: model-length, model-length-gamma, mdl, held-out,"
              + " consensus, dispersion, pac (default: all)")
  private List<String> criteria;

  @Option(
      names = "--folds",
      paramLabel = "N",
      description = "folds of rows and of features for held-out entries (default: 2)")
  private Integer folds;

  @Option(
      names = "--restarts",
      paramLabel = "N",
      description = "restarts for the consensus (default: 10)")
  private Integer restarts;

  @Option(
      names = "--precision",
      paramLabel = "X",
      description =
          "precision of the factors for mdl, in units of the largest value (default: 0.004)")
  private Double precision;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      description =
          "share of a curve's height within which ranks count as equally good (default: 0.01)")
  private Double tolerance;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "ranks that are tried at the same time (default: by this machine's cores)")
  private Integer parallelism;

  void check() {
    ranks();
    List<String> named = new ArrayList<>();
    Optional.ofNullable(criterion).ifPresent(named::add);
    Optional.ofNullable(criteria).ifPresent(named::addAll);
    for (String name : named) {
      if (!CriterionSet.names().contains(name)) {
        throw new UserError(
            "criterion " + name + ": expected one of " + String.join(", ", CriterionSet.names()));
      }
    }
    require(folds == null || folds >= 2, "--folds " + folds, "a number >= 2");
    require(
        restarts == null || restarts >= 2,
        "--restarts " + restarts,
        "a number >= 2: a single run always agrees with itself");
    require(
        precision == null || (precision > 0 && precision < 1),
        "--precision " + precision,
        "a number in (0, 1)");
    require(
        tolerance == null || (tolerance >= 0 && tolerance <= 1),
        "--tolerance " + tolerance,
        "a number in [0, 1]");
    require(
        parallelism == null || parallelism >= 1, "--parallelism " + parallelism, "a number >= 1");
  }

  private static void require(boolean holds, String option, String expected) {
    if (!holds) {
      throw new UserError(option + ": expected " + expected);
    }
  }

  /** The ranks, ascending. */
  List<Integer> ranks() {
    try {
      return Ranks.parse(ranks);
    } catch (IllegalArgumentException e) {
      throw new UserError("--ranks: " + e.getMessage(), e);
    }
  }

  /** A selector with these settings. */
  RankSelector selector(PaeNmf estimator, long seed) {
    RankSelector selector =
        new RankSelector()
            .setEstimator(estimator)
            .setRanks(ranks().stream().mapToInt(Integer::intValue).toArray())
            .setSeed(seed)
            .setParallelism(Math.min(MOST_AT_A_TIME, Runtime.getRuntime().availableProcessors()));
    Optional.ofNullable(criterion).ifPresent(selector::setCriterion);
    Optional.ofNullable(criteria)
        .ifPresent(names -> selector.setCriteria(names.toArray(String[]::new)));
    Optional.ofNullable(folds).ifPresent(selector::setFolds);
    Optional.ofNullable(restarts).ifPresent(selector::setRestarts);
    Optional.ofNullable(precision).ifPresent(selector::setPrecision);
    Optional.ofNullable(tolerance).ifPresent(selector::setTolerance);
    Optional.ofNullable(parallelism).ifPresent(selector::setParallelism);
    return selector;
  }
}
