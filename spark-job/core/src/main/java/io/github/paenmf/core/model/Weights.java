package io.github.paenmf.core.model;

import java.io.Serializable;

/**
 * The trained quantities of the model as training sees them. The encoder reads q inputs: whitened
 * scores, or the row itself when it is trained without whitening (then q = m).
 *
 * @param rank r
 * @param features m
 * @param inputs q
 * @param parts W_f, r x m: part after part, all at least 0
 * @param scaleCoefficients B_lambda, r x q
 * @param scaleBias r
 * @param shapeCoefficients B_k, r x q
 * @param shapeBias r
 * @param noiseVariance sigma^2 &gt; 0
 */
public record Weights(
    int rank,
    int features,
    int inputs,
    float[] parts,
    float[] scaleCoefficients,
    float[] scaleBias,
    float[] shapeCoefficients,
    float[] shapeBias,
    double noiseVariance)
    implements Serializable {

  /** Checks the shapes. */
  public Weights {
    if (parts.length != rank * features
        || scaleCoefficients.length != rank * inputs
        || shapeCoefficients.length != rank * inputs
        || scaleBias.length != rank
        || shapeBias.length != rank) {
      throw new IllegalArgumentException(
          "weights of rank %d, %d features and %d inputs got %d, %d and %d values"
              .formatted(
                  rank,
                  features,
                  inputs,
                  parts.length,
                  scaleCoefficients.length,
                  shapeCoefficients.length));
    }
  }

  /** The same with another noise variance. */
  public Weights withNoiseVariance(double value) {
    return new Weights(
        rank,
        features,
        inputs,
        parts,
        scaleCoefficients,
        scaleBias,
        shapeCoefficients,
        shapeBias,
        value);
  }

  /** The same with other parts. */
  public Weights withParts(float[] value) {
    return new Weights(
        rank,
        features,
        inputs,
        value,
        scaleCoefficients,
        scaleBias,
        shapeCoefficients,
        shapeBias,
        noiseVariance);
  }
}
