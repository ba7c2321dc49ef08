package io.github.paenmf.spark.prepare;

import io.github.paenmf.core.prepare.RowStep;
import io.github.paenmf.core.prepare.SelectFeatures;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;

/**
 * Keeps the features that are complete, that occur in enough data points, and of those the ones
 * that vary most; kept features stay in their order.
 */
public class FeatureSelection extends PreparationEstimator<FeatureSelection> {

  private static final long serialVersionUID = 1L;

  private BooleanParam complete;
  private IntParam minOccurrence;
  private IntParam mostVariable;

  /** Keeps everything, until set otherwise. */
  public FeatureSelection() {
    this(Identifiable$.MODULE$.randomUID("selection"));
  }

  /** As {@link #FeatureSelection()}, with this uid. */
  public FeatureSelection(String uid) {
    super(uid);
    setDefault(complete(), false);
    setDefault(minOccurrence(), 0);
    setDefault(mostVariable(), 0);
  }

  @Override
  public FeatureSelection self() {
    return this;
  }

  /** Whether features with a missing value go; default false. */
  public BooleanParam complete() {
    if (complete == null) {
      complete = new BooleanParam(this, "complete", "drop features with a missing value");
    }
    return complete;
  }

  /** A feature stays when at least this many data points have it above 0; default 0. */
  public IntParam minOccurrence() {
    if (minOccurrence == null) {
      minOccurrence =
          new IntParam(
              this,
              "minOccurrence",
              "data points that must have a feature above 0 (>= 0)",
              ParamValidators.gtEq(0));
    }
    return minOccurrence;
  }

  /** Number of features with the largest variance to keep; 0, the default, keeps all. */
  public IntParam mostVariable() {
    if (mostVariable == null) {
      mostVariable =
          new IntParam(
              this,
              "mostVariable",
              "number of most variable features to keep; 0 keeps all",
              ParamValidators.gtEq(0));
    }
    return mostVariable;
  }

  /** Value of {@link #complete()}. */
  public boolean getComplete() {
    return (Boolean) getOrDefault(complete());
  }

  /** Value of {@link #minOccurrence()}. */
  public int getMinOccurrence() {
    return (Integer) getOrDefault(minOccurrence());
  }

  /** Value of {@link #mostVariable()}. */
  public int getMostVariable() {
    return (Integer) getOrDefault(mostVariable());
  }

  /** Sets {@link #complete()}. */
  public FeatureSelection setComplete(boolean value) {
    set(complete(), value);
    return this;
  }

  /** Sets {@link #minOccurrence()}. */
  public FeatureSelection setMinOccurrence(int value) {
    set(minOccurrence(), Integer.valueOf(value));
    return this;
  }

  /** Sets {@link #mostVariable()}. */
  public FeatureSelection setMostVariable(int value) {
    set(mostVariable(), value);
    return this;
  }

  @Override
  RowStep fitStep(Dataset<?> dataset, String column) {
    FeatureTotals totals = FeatureTotals.of(dataset, column);
    boolean onlyComplete = getComplete();
    int least = getMinOccurrence();
    int[] kept =
        IntStream.range(0, totals.features())
            .filter(j -> !onlyComplete || totals.missing(j) == 0)
            .filter(j -> totals.occurrences(j) >= least)
            .toArray();
    int most = getMostVariable();
    if (most > 0 && kept.length > most) {
      kept =
          Arrays.stream(kept)
              .boxed()
              .sorted(
                  Comparator.comparingDouble((Integer j) -> -totals.variance(j))
                      .thenComparingInt(j -> j))
              .limit(most)
              .mapToInt(j -> j)
              .sorted()
              .toArray();
    }
    return new SelectFeatures(totals.features(), kept);
  }

  @Override
  public FeatureSelection copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads a saved stage. */
  public static MLReader<FeatureSelection> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved stage from a folder. */
  public static FeatureSelection load(String path) {
    return read().load(path);
  }
}
