package io.github.paenmf.spark.stage;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * The params that every factorising Estimator and Model has. Each method without arguments that
 * returns a param is found by Spark ML; docs, domains and defaults stand in {@link FactorParamSet}.
 *
 * @param <T> the stage itself, for chained setters
 */
public interface FactorParams<T extends FactorParams<T>> extends Params {

  /** The params that belong to this stage. */
  FactorParamSet declared();

  /** This stage. */
  T self();

  /** Column of the data points: an ML vector, or an array of numbers. */
  default Param<String> featuresCol() {
    return declared().featuresCol;
  }

  /** Value of {@link #featuresCol}. */
  default String getFeaturesCol() {
    return getOrDefault(featuresCol());
  }

  /** Sets {@link #featuresCol}. */
  default T setFeaturesCol(String value) {
    set(featuresCol(), value);
    return self();
  }

  /** Column of the coefficients that transform writes; empty for none. */
  default Param<String> outputCol() {
    return declared().outputCol;
  }

  /** Value of {@link #outputCol}. */
  default String getOutputCol() {
    return getOrDefault(outputCol());
  }

  /** Sets {@link #outputCol}. */
  default T setOutputCol(String value) {
    set(outputCol(), value);
    return self();
  }

  /** Column of the loss of the row that transform writes; empty for none. */
  default Param<String> lossCol() {
    return declared().lossCol;
  }

  /** Value of {@link #lossCol}. */
  default String getLossCol() {
    return getOrDefault(lossCol());
  }

  /** Sets {@link #lossCol}. */
  default T setLossCol(String value) {
    set(lossCol(), value);
    return self();
  }

  /** Column of row weights of at least 0; empty for weights of 1. */
  default Param<String> weightCol() {
    return declared().weightCol;
  }

  /** Value of {@link #weightCol}. */
  default String getWeightCol() {
    return getOrDefault(weightCol());
  }

  /** Sets {@link #weightCol}. */
  default T setWeightCol(String value) {
    set(weightCol(), value);
    return self();
  }

  /** What to do with rows that are not data points: {@code error} or {@code skip}. */
  default Param<String> handleInvalid() {
    return declared().handleInvalid;
  }

  /** Value of {@link #handleInvalid}. */
  default String getHandleInvalid() {
    return getOrDefault(handleInvalid());
  }

  /** Sets {@link #handleInvalid}. */
  default T setHandleInvalid(String value) {
    set(handleInvalid(), value);
    return self();
  }

  /** Number of parts r. */
  default IntParam rank() {
    return declared().rank;
  }

  /** Value of {@link #rank}. */
  default int getRank() {
    return (Integer) getOrDefault(rank());
  }

  /** Sets {@link #rank}. */
  default T setRank(int value) {
    set(rank(), value);
    return self();
  }

  /** Most rounds, each one pass over the data. */
  default IntParam maxIter() {
    return declared().maxIter;
  }

  /** Value of {@link #maxIter}. */
  default int getMaxIter() {
    return (Integer) getOrDefault(maxIter());
  }

  /** Sets {@link #maxIter}. */
  default T setMaxIter(int value) {
    set(maxIter(), value);
    return self();
  }

  /** When rounds gain less than this, the fit ends early; 0: never. */
  default DoubleParam tol() {
    return declared().tol;
  }

  /** Value of {@link #tol}. */
  default double getTol() {
    return (Double) getOrDefault(tol());
  }

  /** Sets {@link #tol}. */
  default T setTol(double value) {
    set(tol(), value);
    return self();
  }

  /** Random seed. */
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

  /** What turns a round into the next weights. */
  default Param<String> solver() {
    return declared().solver;
  }

  /** Value of {@link #solver}. */
  default String getSolver() {
    return getOrDefault(solver());
  }

  /** Sets {@link #solver}. */
  default T setSolver(String value) {
    set(solver(), value);
    return self();
  }

  /** Where the fit starts. */
  default Param<String> initMode() {
    return declared().initMode;
  }

  /** Value of {@link #initMode}. */
  default String getInitMode() {
    return getOrDefault(initMode());
  }

  /** Sets {@link #initMode}. */
  default T setInitMode(String value) {
    set(initMode(), value);
    return self();
  }

  /** Where rows are: {@code auto}, {@code in-process} or {@code distributed}. */
  default Param<String> source() {
    return declared().source;
  }

  /** Value of {@link #source}. */
  default String getSource() {
    return getOrDefault(source());
  }

  /** Sets {@link #source}. */
  default T setSource(String value) {
    set(source(), value);
    return self();
  }

  /** What rounds are computed on: auto, cpu or gpu. */
  default Param<String> device() {
    return declared().device;
  }

  /** Value of {@link #device}. */
  default String getDevice() {
    return getOrDefault(device());
  }

  /** Sets {@link #device}. */
  default T setDevice(String value) {
    set(device(), value);
    return self();
  }

  /** Largest table in MB that source auto collects on the driver. */
  default DoubleParam maxInProcessMB() {
    return declared().maxInProcessMB;
  }

  /** Value of {@link #maxInProcessMB}. */
  default double getMaxInProcessMB() {
    return (Double) getOrDefault(maxInProcessMB());
  }

  /** Sets {@link #maxInProcessMB}. */
  default T setMaxInProcessMB(double value) {
    set(maxInProcessMB(), value);
    return self();
  }

  /** Size of a block of rows in MB; 0 for the default. */
  default DoubleParam maxBlockSizeInMB() {
    return declared().maxBlockSizeInMB;
  }

  /** Value of {@link #maxBlockSizeInMB}. */
  default double getMaxBlockSizeInMB() {
    return (Double) getOrDefault(maxBlockSizeInMB());
  }

  /** Sets {@link #maxBlockSizeInMB}. */
  default T setMaxBlockSizeInMB(double value) {
    set(maxBlockSizeInMB(), value);
    return self();
  }

  /** Partitions of the blocks; 0 for a number by the size of the table. */
  default IntParam partitions() {
    return declared().partitions;
  }

  /** Value of {@link #partitions}. */
  default int getPartitions() {
    return (Integer) getOrDefault(partitions());
  }

  /** Sets {@link #partitions}. */
  default T setPartitions(int value) {
    set(partitions(), value);
    return self();
  }

  /**
   * Levels in which the sums of many partitions are added: 1 on the driver alone, from 2 on runs of
   * partitions on executors first. The bits are the same.
   */
  default IntParam aggregationDepth() {
    return declared().aggregationDepth;
  }

  /** Value of {@link #aggregationDepth}. */
  default int getAggregationDepth() {
    return (Integer) getOrDefault(aggregationDepth());
  }

  /** Sets {@link #aggregationDepth}. */
  default T setAggregationDepth(int value) {
    set(aggregationDepth(), value);
    return self();
  }

  /**
   * Size in MB from which on the sums of a pass are cut by features: the slices are merged and the
   * parts updated on executors, and the sums never come whole, which keeps the driver's memory
   * small where r times m is large. Such a fit is distributed unless {@code source} says otherwise.
   * The bits are the same.
   */
  default DoubleParam maxSumsInMB() {
    return declared().maxSumsInMB;
  }

  /** Value of {@link #maxSumsInMB}. */
  default double getMaxSumsInMB() {
    return (Double) getOrDefault(maxSumsInMB());
  }

  /** Sets {@link #maxSumsInMB}. */
  default T setMaxSumsInMB(double value) {
    set(maxSumsInMB(), value);
    return self();
  }
}
