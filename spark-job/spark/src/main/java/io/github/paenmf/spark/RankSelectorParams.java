package io.github.paenmf.spark;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * The params that {@link RankSelector} and {@link RankSelectorModel} share; docs, domains and
 * defaults stand in {@link RankSelectorParamSet}.
 *
 * @param <T> the stage itself, for chained setters
 */
public interface RankSelectorParams<T extends RankSelectorParams<T>> extends Params {

  /** The params that belong to this stage. */
  RankSelectorParamSet declared();

  /** This stage. */
  T self();

  /** Ranks to try. */
  default IntArrayParam ranks() {
    return declared().ranks;
  }

  /** Value of {@link #ranks}. */
  default int[] getRanks() {
    return getOrDefault(ranks());
  }

  /** Sets {@link #ranks}. */
  default T setRanks(int... value) {
    set(ranks(), value);
    return self();
  }

  /** The criterion that chooses. */
  default Param<String> criterion() {
    return declared().criterion;
  }

  /** Value of {@link #criterion}. */
  default String getCriterion() {
    return getOrDefault(criterion());
  }

  /** Sets {@link #criterion}. */
  default T setCriterion(String value) {
    set(criterion(), value);
    return self();
  }

  /** The criteria that are worked out beside it. */
  default StringArrayParam criteria() {
    return declared().criteria;
  }

  /** Value of {@link #criteria}. */
  default String[] getCriteria() {
    return getOrDefault(criteria());
  }

  /** Sets {@link #criteria}. */
  default T setCriteria(String... value) {
    set(criteria(), value);
    return self();
  }

  /** Folds of the rows, and of the features, for held-out entries. */
  default IntParam folds() {
    return declared().folds;
  }

  /** Value of {@link #folds}. */
  default int getFolds() {
    return (Integer) getOrDefault(folds());
  }

  /** Sets {@link #folds}. */
  default T setFolds(int value) {
    set(folds(), value);
    return self();
  }

  /** Restarts for the consensus. */
  default IntParam restarts() {
    return declared().restarts;
  }

  /** Value of {@link #restarts}. */
  default int getRestarts() {
    return (Integer) getOrDefault(restarts());
  }

  /** Sets {@link #restarts}. */
  default T setRestarts(int value) {
    set(restarts(), value);
    return self();
  }

  /** Precision of the factors for the criterion mdl. */
  default DoubleParam precision() {
    return declared().precision;
  }

  /** Value of {@link #precision}. */
  default double getPrecision() {
    return (Double) getOrDefault(precision());
  }

  /** Sets {@link #precision}. */
  default T setPrecision(double value) {
    set(precision(), value);
    return self();
  }

  /** Share of a curve's height within which ranks count as equally good. */
  default DoubleParam tolerance() {
    return declared().tolerance;
  }

  /** Value of {@link #tolerance}. */
  default double getTolerance() {
    return (Double) getOrDefault(tolerance());
  }

  /** Sets {@link #tolerance}. */
  default T setTolerance(double value) {
    set(tolerance(), value);
    return self();
  }

  /** Ranks that are tried at the same time. */
  default IntParam parallelism() {
    return declared().parallelism;
  }

  /** Value of {@link #parallelism}. */
  default int getParallelism() {
    return (Integer) getOrDefault(parallelism());
  }

  /** Sets {@link #parallelism}. */
  default T setParallelism(int value) {
    set(parallelism(), value);
    return self();
  }

  /** Seed of folds and restarts. */
  default LongParam seed() {
    return declared().seed;
  }

  /** Value of {@link #seed}. */
  default long getSeed() {
    return (Long) getOrDefault(seed());
  }

  /** Sets {@link #seed}. */
  default T setSeed(long value) {
    set(seed(), value);
    return self();
  }
}
