package io.github.paenmf.core.fitted;

import io.github.paenmf.core.latent.LatentArithmetic;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.LatentTile;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.ObjectiveFigures;
import io.github.paenmf.core.reference.ReferenceActivation;
import java.util.Arrays;

/**
 * Scores one row at a time with plain loops: both encoders in one pass over the row's non-zeros,
 * then the latents. Keeps work arrays; used by one thread at a time.
 */
public final class RowScorer {

  private final FittedModel model;
  private final int rank;
  private final int features;

  /**
   * Scale and shape weights of a feature side by side, m x 2r, so that a non-zero touches one
   * stretch of memory.
   */
  private final float[] byFeature;

  /** Parts of a feature side by side, m x r; made when the first loss is asked for. */
  private float[] partsByFeature;

  private double[] gram;
  private final double[] preActivations;
  private final double[] projection;
  private final LatentTile tile = new LatentTile();
  private final LatentArithmetic arithmetic = LatentArithmetic.best();
  private final float[] noPenalty = new float[1];

  /** A scorer with work arrays of its own. */
  public RowScorer(FittedModel model) {
    this.model = model;
    this.rank = model.rank();
    this.features = model.features();
    Weights encoder = model.encoder();
    byFeature = new float[Math.multiplyExact(features, 2 * rank)];
    for (int j = 0; j < rank; j++) {
      for (int t = 0; t < features; t++) {
        byFeature[t * 2 * rank + j] = encoder.scaleCoefficients()[j * features + t];
        byFeature[t * 2 * rank + rank + j] = encoder.shapeCoefficients()[j * features + t];
      }
    }
    preActivations = new double[2 * rank];
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
    LatentSpec spec = model.latent();
    boolean clipped = false;
    RowPosterior posterior = posterior();
    for (int j = 0; j < rank; j++) {
      double a = preActivations[j];
      double c = preActivations[rank + j];
      clipped |=
          a < spec.scaleMin() || a > spec.scaleMax() || c < spec.shapeMin() || c > spec.shapeMax();
      tile.a()[j] = finite(a);
      tile.c()[j] = finite(c);
    }
    // The latents of one row stand where training has the rows of one latent.
    double kl =
        arithmetic
            .forward(spec, Reading.MEDIAN, null, null, 0, noPenalty, rank, 1, withLoss, tile)
            .kl();
    float[] coefficients = new float[rank];
    System.arraycopy(tile.h(), 0, coefficients, 0, rank);
    double loss = withLoss ? negativeElbo(indices, values, kl) : Double.NaN;
    return new RowScore(coefficients, posterior.scale(), posterior.shape(), loss, clipped);
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
    return posterior();
  }

  /** From the pre-activations. */
  private RowPosterior posterior() {
    LatentSpec spec = model.latent();
    float[] scale = new float[rank];
    float[] shape = new float[rank];
    for (int j = 0; j < rank; j++) {
      scale[j] =
          spec.scaleFloor()
              + (float)
                  ReferenceActivation.value(
                      spec.scaleActivation(),
                      clamp(preActivations[j], spec.scaleMin(), spec.scaleMax()));
      shape[j] =
          spec.shapeFloor()
              + (float)
                  ReferenceActivation.value(
                      spec.shapeActivation(),
                      clamp(preActivations[rank + j], spec.shapeMin(), spec.shapeMax()));
    }
    return new RowPosterior(scale, shape);
  }

  private void encode(int[] indices, float[] values, float[] exogenous) {
    requireInputs(exogenous);
    Weights encoder = model.encoder();
    for (int j = 0; j < rank; j++) {
      preActivations[j] = encoder.scaleBias()[j];
      preActivations[rank + j] = encoder.shapeBias()[j];
    }
    for (int p = 0; p < values.length; p++) {
      float v = values[p];
      if (v != 0f) {
        add(v, byFeature, (indices == null ? p : indices[p]) * 2 * rank, preActivations);
      }
    }
    addExogenous(exogenous);
  }

  private void requireInputs(float[] exogenous) {
    int found = exogenous == null ? 0 : exogenous.length;
    if (found != model.exogenousInputs()) {
      throw new IllegalArgumentException(
          "a row has %d extra inputs, the model reads %d"
              .formatted(found, model.exogenousInputs()));
    }
  }

  /** What the encoder reads of the extra inputs, which come after the scores. */
  private void addExogenous(float[] exogenous) {
    if (exogenous == null) {
      return;
    }
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

  /** From the moments in the tile. */
  private double negativeElbo(int[] indices, float[] values, double kl) {
    if (gram == null) {
      gram = Gram.of(model.encoder().parts(), rank, features);
      partsByFeature = new float[features * rank];
      for (int j = 0; j < rank; j++) {
        for (int t = 0; t < features; t++) {
          partsByFeature[t * rank + j] = model.encoder().parts()[j * features + t];
        }
      }
    }
    Arrays.fill(projection, 0);
    double squaredNorm = 0;
    for (int p = 0; p < values.length; p++) {
      float v = values[p];
      if (v != 0f) {
        squaredNorm += (double) v * v;
        add(v, partsByFeature, (indices == null ? p : indices[p]) * rank, projection);
      }
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
    double noise = model.encoder().noiseVariance();
    double loss =
        Math.max(0, error) / (2 * noise) + kl + ObjectiveFigures.gaussianConstant(features, noise);
    return Math.min(loss, Double.MAX_VALUE);
  }

  private static void add(float v, float[] weights, int offset, double[] into) {
    for (int j = 0; j < into.length; j++) {
      into[j] += (double) v * weights[offset + j];
    }
  }

  private static float finite(double value) {
    return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
  }

  private static double clamp(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }
}
