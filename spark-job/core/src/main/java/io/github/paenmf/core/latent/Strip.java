package io.github.paenmf.core.latent;

/**
 * Work arrays for up to {@link #ROWS} consecutive rows of one part, small enough to stay in the
 * first cache while the stages run over them. Vector stages work on whole vectors and may write
 * past {@link #count}.
 */
final class Strip {

  /** A multiple of every vector length. */
  static final int ROWS = 256;

  int count;

  final float[] a = new float[ROWS];
  final float[] c = new float[ROWS];

  /** ln(-ln eps), or ln(ln 2) for the median. */
  final float[] lnNoise = new float[ROWS];

  final float[] scale = new float[ROWS];
  final float[] scaleSlope = new float[ROWS];
  final float[] shape = new float[ROWS];
  final float[] shapeSlope = new float[ROWS];
  final float[] inverseShape = new float[ROWS];

  /** Gamma and digamma at 1 + k0/k. */
  final float[] gammaPrior = new float[ROWS];

  final float[] digammaPrior = new float[ROWS];

  /** Gamma and digamma at 1 + 1/k. */
  final float[] gammaOne = new float[ROWS];

  final float[] digammaOne = new float[ROWS];

  /** Gamma and digamma at 1 + 2/k. */
  final float[] gammaTwo = new float[ROWS];

  final float[] digammaTwo = new float[ROWS];

  final float[] kl = new float[ROWS];
  final float[] gradA = new float[ROWS];
  final float[] gradC = new float[ROWS];
  final float[] h = new float[ROWS];
  final float[] hByA = new float[ROWS];
  final float[] hByC = new float[ROWS];
  final float[] mean = new float[ROWS];
  final float[] variance = new float[ROWS];
}
