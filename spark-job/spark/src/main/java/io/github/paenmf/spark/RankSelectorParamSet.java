package io.github.paenmf.spark;

import io.github.paenmf.core.rank.CriterionSet;
import io.github.paenmf.core.rank.PaperLength;
import io.github.paenmf.core.rank.RankTable;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import scala.runtime.AbstractFunction1;

/** Every param of {@link RankSelector} and its model: name, doc, domain and default. */
public final class RankSelectorParamSet {

  private static final int SMALLEST = 2;
  private static final int LARGEST = 12;

  final IntArrayParam ranks;
  final Param<String> criterion;
  final StringArrayParam criteria;
  final IntParam folds;
  final IntParam restarts;
  final DoubleParam precision;
  final DoubleParam tolerance;
  final IntParam parallelism;
  final LongParam seed;

  RankSelectorParamSet(Params parent) {
    String names = String.join(", ", CriterionSet.names());
    ranks =
        new IntArrayParam(
            parent, "ranks", "ranks to try, all >= 1", check(RankSelectorParamSet::areRanks));
    criterion =
        new Param<>(
            parent,
            "criterion",
            "the criterion that chooses: " + names,
            ParamValidators.inArray(CriterionSet.names().toArray(String[]::new)));
    criteria =
        new StringArrayParam(
            parent,
            "criteria",
            "the criteria that are worked out beside it, any of " + names,
            check(RankSelectorParamSet::areCriteria));
    folds =
        new IntParam(
            parent,
            "folds",
            "folds of the rows, and of the features, for held-out entries (>= 2)",
            ParamValidators.gtEq(2));
    restarts =
        new IntParam(
            parent,
            "restarts",
            "restarts for the consensus (>= 2: a single run always agrees with itself)",
            ParamValidators.gtEq(2));
    precision =
        new DoubleParam(
            parent,
            "precision",
            "precision of the factors for the criterion mdl, in units of the largest value (> 0)",
            ParamValidators.gt(0));
    tolerance =
        new DoubleParam(
            parent,
            "tolerance",
            "share of a curve's height within which ranks count as equally good (>= 0)",
            ParamValidators.gtEq(0));
    parallelism =
        new IntParam(
            parent,
            "parallelism",
            "ranks that are tried at the same time (>= 1)",
            ParamValidators.gtEq(1));
    seed = new LongParam(parent, "seed", "seed of folds and restarts");
  }

  /** Sets the defaults on the stage that these params belong to. */
  void setDefaults(Params stage) {
    int[] tried = new int[LARGEST - SMALLEST + 1];
    Arrays.setAll(tried, i -> SMALLEST + i);
    CriterionSet defaults = new CriterionSet();
    stage.setDefault(ranks, tried);
    stage.setDefault(criterion, CriterionSet.DEFAULT);
    stage.setDefault(criteria, CriterionSet.names().toArray(String[]::new));
    stage.setDefault(folds, defaults.folds());
    stage.setDefault(restarts, defaults.restarts());
    stage.setDefault(precision, PaperLength.AUTHORS_PRECISION);
    stage.setDefault(tolerance, RankTable.TOLERANCE);
    stage.setDefault(parallelism, 2);
    stage.setDefault(seed, defaults.seed());
  }

  private static boolean areRanks(int[] values) {
    return values.length > 0 && Arrays.stream(values).allMatch(value -> value >= 1);
  }

  private static boolean areCriteria(String[] values) {
    return CriterionSet.names().containsAll(Arrays.asList(values));
  }

  private interface Check<T> extends Serializable {
    boolean holds(T value);
  }

  private static <T> AbstractFunction1<T, Object> check(Check<T> check) {
    return new Checked<>(check);
  }

  /** A domain as Spark ML wants it. */
  private static final class Checked<T> extends AbstractFunction1<T, Object>
      implements Serializable {

    private static final long serialVersionUID = 1L;
    private final Check<T> check;

    Checked(Check<T> check) {
      this.check = check;
    }

    @Override
    public Object apply(T value) {
      return check.holds(value);
    }
  }
}
