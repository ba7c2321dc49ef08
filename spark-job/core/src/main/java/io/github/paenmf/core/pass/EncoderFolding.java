package io.github.paenmf.core.pass;

import io.github.paenmf.core.model.Weights;
import java.util.Arrays;

/**
 * Folds the whitening into the encoder, which then reads rows: W = B T, b' = b - B T mean. What it
 * reads of extra inputs is no row's and stays out.
 */
public final class EncoderFolding {

  private EncoderFolding() {}

  /**
   * The weights with an encoder that reads rows.
   *
   * @param trained weights whose encoder reads whitened scores
   * @param whitening of those scores
   */
  public static Weights fold(Weights trained, Whitening whitening) {
    return new Weights(
        trained.rank(),
        trained.features(),
        trained.features(),
        trained.parts(),
        fold(trained.scaleCoefficients(), trained, whitening),
        foldBias(trained.scaleCoefficients(), trained.scaleBias(), whitening),
        fold(trained.shapeCoefficients(), trained, whitening),
        foldBias(trained.shapeCoefficients(), trained.shapeBias(), whitening),
        trained.noiseVariance());
  }

  private static float[] fold(float[] coefficients, Weights trained, Whitening whitening) {
    int features = trained.features();
    int inputs = whitening.inputs();
    int stride = trained.inputs();
    float[] folded = new float[Math.multiplyExact(trained.rank(), features)];
    double[] row = new double[features];
    for (int j = 0; j < trained.rank(); j++) {
      Arrays.fill(row, 0);
      for (int p = 0; p < inputs; p++) {
        double factor = coefficients[j * stride + p];
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
    int stride = coefficients.length / bias.length;
    float[] folded = new float[bias.length];
    for (int j = 0; j < folded.length; j++) {
      double sum = bias[j];
      for (int p = 0; p < inputs; p++) {
        sum -= (double) coefficients[j * stride + p] * whitening.offsets()[p];
      }
      folded[j] = (float) sum;
    }
    return folded;
  }
}
