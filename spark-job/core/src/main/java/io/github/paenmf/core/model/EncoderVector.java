package io.github.paenmf.core.model;

/**
 * The encoder's parameters as one flat vector, as optimisers want them: B_lambda, scale biases,
 * B_k, shape biases.
 */
public final class EncoderVector {

  private EncoderVector() {}

  /** Length 2 r (q + 1). */
  public static int length(int rank, int inputs) {
    return Math.multiplyExact(2 * rank, inputs + 1);
  }

  /** The parameters of these weights. */
  public static float[] of(Weights weights) {
    return join(
        weights.scaleCoefficients(),
        weights.scaleBias(),
        weights.shapeCoefficients(),
        weights.shapeBias());
  }

  /** Four groups one after the other. */
  public static float[] join(float[] scale, float[] scaleBias, float[] shape, float[] shapeBias) {
    float[] flat = new float[scale.length + scaleBias.length + shape.length + shapeBias.length];
    int at = 0;
    for (float[] group : new float[][] {scale, scaleBias, shape, shapeBias}) {
      System.arraycopy(group, 0, flat, at, group.length);
      at += group.length;
    }
    return flat;
  }

  /** The weights with the encoder taken from a flat vector. */
  public static Weights into(Weights weights, float[] flat) {
    int coefficients = weights.rank() * weights.inputs();
    int rank = weights.rank();
    return new Weights(
        rank,
        weights.features(),
        weights.inputs(),
        weights.parts(),
        slice(flat, 0, coefficients),
        slice(flat, coefficients, rank),
        slice(flat, coefficients + rank, coefficients),
        slice(flat, 2 * coefficients + rank, rank),
        weights.noiseVariance());
  }

  private static float[] slice(float[] flat, int from, int length) {
    float[] part = new float[length];
    System.arraycopy(flat, from, part, 0, length);
    return part;
  }
}
