package io.github.paenmf.core.fitted;

import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.Whitening;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A fitted model: the encoder as the paper has it, linear in the row itself, beside the parts, and
 * the whitened form that training would go on from.
 *
 * @param encoder weights whose encoder reads the row: r x m scale and shape weights, biases, parts,
 *     noise variance
 * @param latent activations, floors, clamps and prior
 * @param klWeight beta of the fit
 * @param training weights whose encoder reads whitened scores, or null when the model was trained
 *     without whitening
 * @param whitening the whitening that those weights belong to, or null
 */
public record FittedModel(
    Weights encoder, LatentSpec latent, double klWeight, Weights training, Whitening whitening)
    implements Serializable {

  /** From trained weights; the whitening is folded into the encoder: W = B T, b' = b - B T mean. */
  public static FittedModel of(
      Weights trained, Whitening whitening, LatentSpec latent, double klWeight) {
    if (whitening == null) {
      return new FittedModel(trained, latent, klWeight, null, null);
    }
    Weights encoder =
        new Weights(
            trained.rank(),
            trained.features(),
            trained.features(),
            trained.parts(),
            fold(trained.scaleCoefficients(), trained, whitening),
            foldBias(trained.scaleCoefficients(), trained.scaleBias(), whitening),
            fold(trained.shapeCoefficients(), trained, whitening),
            foldBias(trained.shapeCoefficients(), trained.shapeBias(), whitening),
            trained.noiseVariance());
    return new FittedModel(encoder, latent, klWeight, trained, whitening);
  }

  /** r, number of parts. */
  public int rank() {
    return encoder.rank();
  }

  /** m, length of a row. */
  public int features() {
    return encoder.features();
  }

  private static float[] fold(float[] coefficients, Weights trained, Whitening whitening) {
    int features = trained.features();
    int inputs = trained.inputs();
    float[] folded = new float[Math.multiplyExact(trained.rank(), features)];
    double[] row = new double[features];
    for (int j = 0; j < trained.rank(); j++) {
      Arrays.fill(row, 0);
      for (int p = 0; p < inputs; p++) {
        double factor = coefficients[j * inputs + p];
        int offset = p * features;
        for (int t = 0; t < features; t++) {
          row[t] += factor * whitening.directions()[offset + t];
        }
      }
      for (int t = 0; t < features; t++) {
        folded[j * features + t] = (float) row[t];
      }
    }
    return folded;
  }

  private static float[] foldBias(float[] coefficients, float[] bias, Whitening whitening) {
    int inputs = whitening.inputs();
    float[] folded = new float[bias.length];
    for (int j = 0; j < folded.length; j++) {
      double sum = bias[j];
      for (int p = 0; p < inputs; p++) {
        sum -= (double) coefficients[j * inputs + p] * whitening.offsets()[p];
      }
      folded[j] = (float) sum;
    }
    return folded;
  }
}
