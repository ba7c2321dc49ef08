package io.github.paenmf.core.fitted;

import io.github.paenmf.core.latent.LatentArithmetic;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.LatentTile;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.ObjectiveFigures;
import java.util.Arrays;

/**
 * Scores one row at a time: both encoders in one pass over the row's non-zeros, then the latents.
 * Keeps work arrays; used by one thread at a time.
 */
public final class RowScorer {

  private final FittedModel model;
  private final int rank;
  private final int features;

  private final RowProduct encoder;

  /** Made when the first loss is asked for. */
  private RowProduct parts;

  private double[] gram;

  /** Of the scales, then of the shapes. */
  private final double[] biases;

  private final double[] preActivations;
  private final float[] workScale;
  private final float[] workShape;
  private final float[] workMedian;
  private final double[] projection;
  private final LatentTile tile = new LatentTile();
  private final LatentArithmetic arithmetic = LatentArithmetic.best();
  private final float[] noPenalty = new float[1];

  /** A scorer with work arrays of its own. */
  public RowScorer(FittedModel model) {
    this.model = model;
    this.rank = model.rank();
    this.features = model.features();
    encoder =
        new RowProduct(
            features, model.encoder().scaleCoefficients(), model.encoder().shapeCoefficients());
    preActivations = new double[2 * rank];
    biases = biases(model.encoder());
    workScale = new float[rank];
    workShape = new float[rank];
    workMedian = new float[rank];
    projection = new double[rank];
    tile.reserve(rank, 1, true);
  }

  /**
   * Scores a dense row.
   *
   * @param values m values, at least 0
   * @param withLoss whether negativeElbo is wanted; it costs another pass over the row
   */
  public RowScore score(float[] values, boolean withLoss) {
    if (values.length != features) {
      throw new IllegalArgumentException(
          "a row has %d values, the model has %d features".formatted(values.length, features));
    }
    return score(null, values, withLoss);
  }

  /**
   * Scores a row, dense when {@code indices} is null.
   *
   * @param indices feature indices of the values, or null
   * @param values all m values, or those at the indices
   * @param withLoss whether negativeElbo is wanted
   */
  public RowScore score(int[] indices, float[] values, boolean withLoss) {
    return score(indices, values, null, withLoss);
  }

  /**
   * Scores a row with extra inputs.
   *
   * @param indices feature indices of the values, or null when dense
   * @param values all m values, or those at the indices
   * @param exogenous the extra inputs as they are, e, or null when the model has none
   * @param withLoss whether negativeElbo is wanted
   * @throws IllegalArgumentException when the model has another number of extra inputs
   */
  public RowScore score(int[] indices, float[] values, float[] exogenous, boolean withLoss) {
    encode(indices, values, exogenous);
    boolean clipped = clipped();
    load();
    float[] scale = new float[rank];
    float[] shape = new float[rank];
    float[] coefficients = new float[rank];
    arithmetic.posterior(model.latent(), rank, tile, scale, shape, coefficients);
    double loss = withLoss ? negativeElbo(indices, values) : Double.NaN;
    return new RowScore(coefficients, scale, shape, loss, clipped);
  }

  /**
   * The posterior medians alone, with the same bits as in a whole score.
   *
   * @param indices feature indices of the values, or null when dense
   * @param values all m values, or those at the indices
   * @param exogenous the extra inputs as they are, e, or null when the model has none
   * @return r coefficients; overwritten by the next row
   * @throws IllegalArgumentException when the model has another number of extra inputs
   */
  public float[] coefficients(int[] indices, float[] values, float[] exogenous) {
    encode(indices, values, exogenous);
    load();
    arithmetic.posterior(model.latent(), rank, tile, workScale, workShape, workMedian);
    return workMedian;
  }

  /**
   * The posterior alone, with the same bits as in a whole score.
   *
   * @param indices feature indices of the values, or null when dense
   * @param values all m values, or those at the indices
   */
  public RowPosterior posterior(int[] indices, float[] values) {
    return posterior(indices, values, null);
  }

  /**
   * As {@link #posterior(int[], float[])}, of a row with extra inputs.
   *
   * @param exogenous the extra inputs as they are, e, or null when the model has none
   * @throws IllegalArgumentException when the model has another number of extra inputs
   */
  public RowPosterior posterior(int[] indices, float[] values, float[] exogenous) {
    encode(indices, values, exogenous);
    load();
    float[] scale = new float[rank];
    float[] shape = new float[rank];
    arithmetic.posterior(model.latent(), rank, tile, scale, shape, new float[rank]);
    return new RowPosterior(scale, shape);
  }

  /** Whether a pre-activation will be clipped. */
  private boolean clipped() {
    LatentSpec spec = model.latent();
    boolean clipped = false;
    for (int j = 0; j < rank; j++) {
      double a = preActivations[j];
      double c = preActivations[rank + j];
      clipped |=
          a < spec.scaleMin() || a > spec.scaleMax() || c < spec.shapeMin() || c > spec.shapeMax();
    }
    return clipped;
  }

  /**
   * Hands the pre-activations on: the latents of one row stand where training has the rows of one
   * latent.
   */
  private void load() {
    narrow(preActivations, 0, rank, tile.a(), 0);
    narrow(preActivations, rank, rank, tile.c(), 0);
  }

  /**
   * Narrows pre-activations, those that are out of range to the ends of single precision.
   *
   * @return whether all were in range
   */
  static boolean narrow(double[] wide, int from, int count, float[] into, int at) {
    boolean inRange = true;
    for (int j = 0; j < count; j++) {
      float value = (float) wide[from + j];
      boolean fits = Math.abs(value) <= Float.MAX_VALUE;
      inRange &= fits;
      into[at + j] = fits ? value : finite(wide[from + j]);
    }
    return inRange;
  }

  /** Of the scales, then of the shapes. */
  static double[] biases(Weights encoder) {
    int rank = encoder.scaleBias().length;
    double[] biases = new double[2 * rank];
    for (int j = 0; j < rank; j++) {
      biases[j] = encoder.scaleBias()[j];
      biases[rank + j] = encoder.shapeBias()[j];
    }
    return biases;
  }

  private void encode(int[] indices, float[] values, float[] exogenous) {
    model.requireExogenous(exogenous);
    System.arraycopy(biases, 0, preActivations, 0, biases.length);
    encoder.addTo(indices, values, preActivations);
    if (exogenous != null) {
      addExogenous(exogenous);
    }
  }

  /** What the encoder reads of the extra inputs, which come after the scores. */
  private void addExogenous(float[] exogenous) {
    Weights training = model.training();
    int stride = training.inputs();
    int first = model.whitening().inputs();
    for (int e = 0; e < exogenous.length; e++) {
      double value = model.whitening().exogenous().standardised(e, exogenous[e]);
      for (int j = 0; j < rank; j++) {
        int at = j * stride + first + e;
        preActivations[j] += value * training.scaleCoefficients()[at];
        preActivations[rank + j] += value * training.shapeCoefficients()[at];
      }
    }
  }

  /** From the pre-activations in the tile. */
  private double negativeElbo(int[] indices, float[] values) {
    double kl =
        arithmetic
            .forward(model.latent(), Reading.MEDIAN, null, null, 0, noPenalty, rank, 1, true, tile)
            .kl();
    if (gram == null) {
      gram = Gram.of(model.parts(), rank, features);
      parts = new RowProduct(features, model.parts());
    }
    Arrays.fill(projection, 0);
    parts.addTo(indices, values, projection);
    double squaredNorm = 0;
    for (float v : values) {
      squaredNorm += (double) v * v;
    }
    double error = squaredNorm;
    for (int j = 0; j < rank; j++) {
      double mean = tile.mean()[j];
      double sum = -2 * projection[j];
      for (int l = 0; l < rank; l++) {
        sum += gram[j * rank + l] * tile.mean()[l];
      }
      error += mean * sum + gram[j * rank + j] * tile.variance()[j];
    }
    double noise = model.noiseVariance();
    double loss =
        Math.max(0, error) / (2 * noise) + kl + ObjectiveFigures.gaussianConstant(features, noise);
    return Math.min(loss, Double.MAX_VALUE);
  }

  private static float finite(double value) {
    return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
  }
}
