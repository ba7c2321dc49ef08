package io.github.paenmf.spark.prepare;

import io.github.paenmf.core.prepare.FeatureScaling;
import io.github.paenmf.core.prepare.PointScaling;
import io.github.paenmf.core.prepare.RowStep;
import io.github.paenmf.core.prepare.Statistic;
import io.github.paenmf.core.prepare.TableScaling;
import java.util.Arrays;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Divides by the maximum or the mean of each data point, each feature or the whole table. Factors
 * of features and table are fitted once and stored; those of a data point are computed from it. A
 * factor that would be 0 becomes 1.
 */
public class Scaling extends PreparationEstimator<Scaling> {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(Scaling.class);

  /** What has one factor. */
  public enum Unit {
    /** Each data point. */
    POINT,
    /** Each feature. */
    FEATURE,
    /** The whole table. */
    TABLE
  }

  private Param<String> unit;
  private Param<String> statistic;

  /** Scaling of the whole table by its maximum, until set otherwise. */
  public Scaling() {
    this(Identifiable$.MODULE$.randomUID("scaling"));
  }

  /** As {@link #Scaling()}, with this uid. */
  public Scaling(String uid) {
    super(uid);
    setDefault(unit(), Unit.TABLE.name());
    setDefault(statistic(), Statistic.MAX.name());
  }

  @Override
  public Scaling self() {
    return this;
  }

  /** POINT, FEATURE or TABLE (default). */
  public Param<String> unit() {
    if (unit == null) {
      unit =
          new Param<>(
              this,
              "unit",
              "what has one factor: POINT, FEATURE or TABLE",
              ParamValidators.inArray(names(Unit.values())));
    }
    return unit;
  }

  /** MAX (default) or MEAN. */
  public Param<String> statistic() {
    if (statistic == null) {
      statistic =
          new Param<>(
              this,
              "statistic",
              "what to divide by: MAX or MEAN",
              ParamValidators.inArray(names(Statistic.values())));
    }
    return statistic;
  }

  private static String[] names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
  }

  /** Value of {@link #unit()}. */
  public Unit getUnit() {
    return Unit.valueOf(getOrDefault(unit()));
  }

  /** Value of {@link #statistic()}. */
  public Statistic getStatistic() {
    return Statistic.valueOf(getOrDefault(statistic()));
  }

  /** Sets {@link #unit()}. */
  public Scaling setUnit(Unit value) {
    set(unit(), value.name());
    return this;
  }

  /** Sets {@link #statistic()}. */
  public Scaling setStatistic(Statistic value) {
    set(statistic(), value.name());
    return this;
  }

  @Override
  RowStep fitStep(Dataset<?> dataset, String column) {
    Statistic by = getStatistic();
    return switch (getUnit()) {
      case POINT -> new PointScaling(by);
      case TABLE -> {
        FeatureTotals totals = FeatureTotals.of(dataset, column);
        double factor = by == Statistic.MAX ? totals.tableMax() : totals.tableMean();
        LOG.info("scaling the table by its {} {}", by, factor);
        yield new TableScaling(factor > 0 ? factor : 1);
      }
      case FEATURE -> new FeatureScaling(featureFactors(FeatureTotals.of(dataset, column), by));
    };
  }

  private static double[] featureFactors(FeatureTotals totals, Statistic by) {
    double[] factors = new double[totals.features()];
    int zeros = 0;
    for (int j = 0; j < factors.length; j++) {
      double factor = by == Statistic.MAX ? totals.max(j) : totals.mean(j);
      if (!(factor > 0)) {
        factor = 1;
        zeros++;
      }
      factors[j] = factor;
    }
    if (zeros > 0) {
      LOG.warn("{} of {} features are zero throughout and stay unscaled", zeros, factors.length);
    }
    return factors;
  }

  @Override
  public Scaling copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads a saved stage. */
  public static MLReader<Scaling> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved stage from a folder. */
  public static Scaling load(String path) {
    return read().load(path);
  }
}
