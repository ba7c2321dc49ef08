package io.github.paenmf.spark;

import io.github.paenmf.spark.stage.FactorParams;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;

/**
 * The params that Estimator and Model share. Each method without arguments that returns a param is
 * found by Spark ML; docs, domains and defaults stand in {@link PaeNmfParamSet}.
 *
 * @param <T> the stage itself, for chained setters
 */
public interface PaeNmfParams<T extends PaeNmfParams<T>> extends FactorParams<T> {

  @Override
  PaeNmfParamSet declared();

  /** Column of the posterior scales lambda; empty for none. */
  default Param<String> scaleCol() {
    return declared().scaleCol;
  }

  /** Value of {@link #scaleCol}. */
  default String getScaleCol() {
    return getOrDefault(scaleCol());
  }

  /** Sets {@link #scaleCol}. */
  default T setScaleCol(String value) {
    set(scaleCol(), value);
    return self();
  }

  /** Column of the posterior shapes k; empty for none. */
  default Param<String> shapeCol() {
    return declared().shapeCol;
  }

  /** Value of {@link #shapeCol}. */
  default String getShapeCol() {
    return getOrDefault(shapeCol());
  }

  /** Sets {@link #shapeCol}. */
  default T setShapeCol(String value) {
    set(shapeCol(), value);
    return self();
  }

  /** Column of the lower credible bounds of the coefficients; empty for none. */
  default Param<String> lowerCol() {
    return declared().lowerCol;
  }

  /** Value of {@link #lowerCol}. */
  default String getLowerCol() {
    return getOrDefault(lowerCol());
  }

  /** Sets {@link #lowerCol}. */
  default T setLowerCol(String value) {
    set(lowerCol(), value);
    return self();
  }

  /** Column of the upper credible bounds of the coefficients; empty for none. */
  default Param<String> upperCol() {
    return declared().upperCol;
  }

  /** Value of {@link #upperCol}. */
  default String getUpperCol() {
    return getOrDefault(upperCol());
  }

  /** Sets {@link #upperCol}. */
  default T setUpperCol(String value) {
    set(upperCol(), value);
    return self();
  }

  /** Probability that a coefficient lies between its lower and its upper bound. */
  default DoubleParam credibleLevel() {
    return declared().credibleLevel;
  }

  /** Value of {@link #credibleLevel}. */
  default double getCredibleLevel() {
    return (Double) getOrDefault(credibleLevel());
  }

  /** Sets {@link #credibleLevel}. */
  default T setCredibleLevel(double value) {
    set(credibleLevel(), value);
    return self();
  }

  /** Column of the reconstructed rows, the parts times the coefficients; empty for none. */
  default Param<String> reconstructionCol() {
    return declared().reconstructionCol;
  }

  /** Value of {@link #reconstructionCol}. */
  default String getReconstructionCol() {
    return getOrDefault(reconstructionCol());
  }

  /** Sets {@link #reconstructionCol}. */
  default T setReconstructionCol(String value) {
    set(reconstructionCol(), value);
    return self();
  }

  /** Column that says whether the row was unlike the training rows and clipped; empty for none. */
  default Param<String> clippedCol() {
    return declared().clippedCol;
  }

  /** Value of {@link #clippedCol}. */
  default String getClippedCol() {
    return getOrDefault(clippedCol());
  }

  /** Sets {@link #clippedCol}. */
  default T setClippedCol(String value) {
    set(clippedCol(), value);
    return self();
  }

  /**
   * Column of extra inputs of any sign that the encoder sees and the parts do not make, a vector,
   * an array of numbers or a number; empty for none.
   */
  default Param<String> exogenousCol() {
    return declared().exogenousCol;
  }

  /** Value of {@link #exogenousCol}. */
  default String getExogenousCol() {
    return getOrDefault(exogenousCol());
  }

  /** Sets {@link #exogenousCol}. */
  default T setExogenousCol(String value) {
    set(exogenousCol(), value);
    return self();
  }

  /** Warm-start rounds of plain NMF. */
  default IntParam initSteps() {
    return declared().initSteps;
  }

  /** Value of {@link #initSteps}. */
  default int getInitSteps() {
    return (Integer) getOrDefault(initSteps());
  }

  /** Sets {@link #initSteps}. */
  default T setInitSteps(int value) {
    set(initSteps(), value);
    return self();
  }

  /** Gaussian error variance sigma^2; learned when not set. */
  default DoubleParam noiseVariance() {
    return declared().noiseVariance;
  }

  /** Value of {@link #noiseVariance}. */
  default double getNoiseVariance() {
    return (Double) getOrDefault(noiseVariance());
  }

  /** Sets {@link #noiseVariance}. */
  default T setNoiseVariance(double value) {
    set(noiseVariance(), value);
    return self();
  }

  /** Weight of the Kullback-Leibler term; 0 switches it off. */
  default DoubleParam klWeight() {
    return declared().klWeight;
  }

  /** Value of {@link #klWeight}. */
  default double getKlWeight() {
    return (Double) getOrDefault(klWeight());
  }

  /** Sets {@link #klWeight}. */
  default T setKlWeight(double value) {
    set(klWeight(), value);
    return self();
  }

  /** Shape k0 of the Weibull prior. */
  default DoubleParam priorShape() {
    return declared().priorShape;
  }

  /** Value of {@link #priorShape}. */
  default double getPriorShape() {
    return (Double) getOrDefault(priorShape());
  }

  /** Sets {@link #priorShape}. */
  default T setPriorShape(double value) {
    set(priorShape(), value);
    return self();
  }

  /** Scale lambda0 of the Weibull prior. */
  default DoubleParam priorScale() {
    return declared().priorScale;
  }

  /** Value of {@link #priorScale}. */
  default double getPriorScale() {
    return (Double) getOrDefault(priorScale());
  }

  /** Sets {@link #priorScale}. */
  default T setPriorScale(double value) {
    set(priorScale(), value);
    return self();
  }

  /** Smooth (softplus8 and exp, clamped) or relu (the paper's, with floors). */
  default Param<String> encoderActivation() {
    return declared().encoderActivation;
  }

  /** Value of {@link #encoderActivation}. */
  default String getEncoderActivation() {
    return getOrDefault(encoderActivation());
  }

  /** Sets {@link #encoderActivation}. */
  default T setEncoderActivation(String value) {
    set(encoderActivation(), value);
    return self();
  }

  /** How training reads the latents: auto, random, median or expected. */
  default Param<String> sampling() {
    return declared().sampling;
  }

  /** Value of {@link #sampling}. */
  default String getSampling() {
    return getOrDefault(sampling());
  }

  /** Sets {@link #sampling}. */
  default T setSampling(String value) {
    set(sampling(), value);
    return self();
  }

  /** Step of the solver at the start of its schedule; 0 for the solver's own. */
  default DoubleParam stepSize() {
    return declared().stepSize;
  }

  /** Value of {@link #stepSize}. */
  default double getStepSize() {
    return (Double) getOrDefault(stepSize());
  }

  /** Sets {@link #stepSize}. */
  default T setStepSize(double value) {
    set(stepSize(), value);
    return self();
  }

  /** How long a step of gradient descent is: fixed or backtracking. */
  default Param<String> lineSearch() {
    return declared().lineSearch;
  }

  /** Value of {@link #lineSearch}. */
  default String getLineSearch() {
    return getOrDefault(lineSearch());
  }

  /** Sets {@link #lineSearch}. */
  default T setLineSearch(String value) {
    set(lineSearch(), value);
    return self();
  }

  /** How the parts are updated beside the encoder: hals or multiplicative. */
  default Param<String> partsUpdate() {
    return declared().partsUpdate;
  }

  /** Value of {@link #partsUpdate}. */
  default String getPartsUpdate() {
    return getOrDefault(partsUpdate());
  }

  /** Sets {@link #partsUpdate}. */
  default T setPartsUpdate(String value) {
    set(partsUpdate(), value);
    return self();
  }

  /**
   * Folder of a saved model, alone or as the last stage of a pipeline, that training goes on from;
   * empty for none.
   */
  default Param<String> initialModel() {
    return declared().initialModel;
  }

  /** Value of {@link #initialModel}. */
  default String getInitialModel() {
    return getOrDefault(initialModel());
  }

  /** Sets {@link #initialModel}. */
  default T setInitialModel(String value) {
    set(initialModel(), value);
    return self();
  }

  /** Most training rows whose posteriors the model keeps, to generate new rows like them. */
  default IntParam storedRows() {
    return declared().storedRows;
  }

  /** Value of {@link #storedRows}. */
  default int getStoredRows() {
    return (Integer) getOrDefault(storedRows());
  }

  /** Sets {@link #storedRows}. */
  default T setStoredRows(int value) {
    set(storedRows(), value);
    return self();
  }

  /**
   * Folder for the checkpoints of one fit, on any file system that Hadoop knows; empty for none.
   */
  default Param<String> checkpointDir() {
    return declared().checkpointDir;
  }

  /** Value of {@link #checkpointDir}. */
  default String getCheckpointDir() {
    return getOrDefault(checkpointDir());
  }

  /** Sets {@link #checkpointDir}. */
  default T setCheckpointDir(String value) {
    set(checkpointDir(), value);
    return self();
  }

  /** Passes over the data between two checkpoints; -1 for none but when a fit is stopped. */
  default IntParam checkpointInterval() {
    return declared().checkpointInterval;
  }

  /** Value of {@link #checkpointInterval}. */
  default int getCheckpointInterval() {
    return (Integer) getOrDefault(checkpointInterval());
  }

  /** Sets {@link #checkpointInterval}. */
  default T setCheckpointInterval(int value) {
    set(checkpointInterval(), value);
    return self();
  }

  /**
   * Whether a fit goes on from the newest checkpoint in {@link #checkpointDir}; without one it
   * begins.
   */
  default BooleanParam resume() {
    return declared().resume;
  }

  /** Value of {@link #resume}. */
  default boolean getResume() {
    return (Boolean) getOrDefault(resume());
  }

  /** Sets {@link #resume}. */
  default T setResume(boolean value) {
    set(resume(), value);
    return self();
  }
}
