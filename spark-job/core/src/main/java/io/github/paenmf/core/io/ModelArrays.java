package io.github.paenmf.core.io;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names and shapes of a model's arrays, all float32. The file of an array is its name and {@code
 * .npy}.
 */
final class ModelArrays {

  static final String PARTS = "parts";
  static final String SCALE_WEIGHTS = "scale_weights";
  static final String SCALE_BIAS = "scale_bias";
  static final String SHAPE_WEIGHTS = "shape_weights";
  static final String SHAPE_BIAS = "shape_bias";
  static final String WHITENING_DIRECTIONS = "whitening_directions";
  static final String WHITENING_OFFSETS = "whitening_offsets";
  static final String ENCODER_SCALE = "encoder_scale";
  static final String ENCODER_SCALE_BIAS = "encoder_scale_bias";
  static final String ENCODER_SHAPE = "encoder_shape";
  static final String ENCODER_SHAPE_BIAS = "encoder_shape_bias";
  static final String ROW_SCALE = "row_scale";
  static final String ROW_SHAPE = "row_shape";

  /** Since format version 2. */
  static final String ROW_WEIGHT = "row_weight";

  /** Number of extra inputs, in the header of a model that has some. */
  static final String EXOGENOUS_INPUTS = "exogenousInputs";

  /** Of a model with extra inputs. */
  static final String EXOGENOUS_MEAN = "exogenous_mean";

  /** Of a model with extra inputs. */
  static final String EXOGENOUS_DEVIATION = "exogenous_deviation";

  /** Of a model with extra inputs. */
  static final String EXOGENOUS_COVARIANCE = "exogenous_covariance";

  private ModelArrays() {}

  /**
   * The arrays that a model has.
   *
   * @param rank r
   * @param features m
   * @param inputs q, or m when it was not trained on whitened inputs
   * @param exogenous e, number of extra inputs
   * @param whitened whether it was trained on whitened inputs
   * @param storedRows rows whose posteriors are kept
   * @param rowWeights whether these rows have weights
   */
  static Map<String, int[]> shapes(
      int rank,
      int features,
      int inputs,
      int exogenous,
      boolean whitened,
      int storedRows,
      boolean rowWeights) {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put(PARTS, new int[] {rank, features});
    shapes.put(SCALE_WEIGHTS, new int[] {rank, features});
    shapes.put(SCALE_BIAS, new int[] {rank});
    shapes.put(SHAPE_WEIGHTS, new int[] {rank, features});
    shapes.put(SHAPE_BIAS, new int[] {rank});
    if (whitened) {
      shapes.put(WHITENING_DIRECTIONS, new int[] {inputs, features});
      shapes.put(WHITENING_OFFSETS, new int[] {inputs});
      shapes.put(ENCODER_SCALE, new int[] {rank, inputs + exogenous});
      shapes.put(ENCODER_SCALE_BIAS, new int[] {rank});
      shapes.put(ENCODER_SHAPE, new int[] {rank, inputs + exogenous});
      shapes.put(ENCODER_SHAPE_BIAS, new int[] {rank});
    }
    if (exogenous > 0) {
      shapes.put(EXOGENOUS_MEAN, new int[] {exogenous});
      shapes.put(EXOGENOUS_DEVIATION, new int[] {exogenous});
      shapes.put(EXOGENOUS_COVARIANCE, new int[] {exogenous, inputs + exogenous});
    }
    if (storedRows > 0) {
      shapes.put(ROW_SCALE, new int[] {storedRows, rank});
      shapes.put(ROW_SHAPE, new int[] {storedRows, rank});
    }
    if (rowWeights) {
      shapes.put(ROW_WEIGHT, new int[] {storedRows});
    }
    return shapes;
  }
}
