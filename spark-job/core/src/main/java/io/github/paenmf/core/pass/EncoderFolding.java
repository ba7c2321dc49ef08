package io.github.paenmf.core.pass;

import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.model.Weights;

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
        scale(trained, whitening).values(),
        scaleBias(trained, whitening),
        shape(trained, whitening).values(),
        shapeBias(trained, whitening),
        trained.noiseVariance());
  }

  /** W_lambda of {@link #fold}, r x m, worked out as it is read. */
  public static RowMatrix scale(Weights trained, Whitening whitening) {
    return new FoldedMatrix(trained.scaleCoefficients(), trained.rank(), whitening.directions());
  }

  /** W_k of {@link #fold}, r x m, worked out as it is read. */
  public static RowMatrix shape(Weights trained, Whitening whitening) {
    return new FoldedMatrix(trained.shapeCoefficients(), trained.rank(), whitening.directions());
  }

  /** Biases of W_lambda, r. */
  public static float[] scaleBias(Weights trained, Whitening whitening) {
    return foldBias(trained.scaleCoefficients(), trained.scaleBias(), whitening);
  }

  /** Biases of W_k, r. */
  public static float[] shapeBias(Weights trained, Whitening whitening) {
    return foldBias(trained.shapeCoefficients(), trained.shapeBias(), whitening);
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
