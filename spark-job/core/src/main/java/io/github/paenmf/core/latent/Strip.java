package io.github.paenmf.core.latent;

/**
 * Work arrays for up to {@link #ROWS} consecutive rows of one part, small enough to stay in the
 * first cache while the stages run over them. Vector stages work on whole vectors and may write
 * past {@link #count}.
 */
final class Strip {

  /** A multiple of every vector length. */
  static final int ROWS = 256;

  /** A pre-activation with what it is turned into: lambda or k, and the slope by it. */
  static final class Activated {
    final float[] input = new float[ROWS];
    final float[] value = new float[ROWS];
    final float[] slope = new float[ROWS];
  }

  /** Gamma and digamma at one plus a multiple of 1/k. */
  static final class Gammas {
    final float[] gamma = new float[ROWS];
    final float[] digamma = new float[ROWS];
  }

  /** Rows in use. */
  int count;

  /** The two words of the part, for the noise. */
  long part;

  /** ||w_j||^2 / (2 sigma^2) of the part. */
  float penalty;

  final Activated scale = new Activated();
  final Activated shape = new Activated();
  final float[] inverseShape = new float[ROWS];

  /** The rows' words for the noise. */
  final int[] rowHigh = new int[ROWS];

  final int[] rowLow = new int[ROWS];

  /** Random words of rows and part together. */
  final int[] high = new int[ROWS];

  final int[] low = new int[ROWS];

  /** eps, or eps - 1 where eps is above 1/2: exact at both ends, and the sign tells the side. */
  final float[] side = new float[ROWS];

  /** ln(-ln eps), or ln(ln 2) for the median. */
  final float[] lnNoise = new float[ROWS];

  /** At 1 + k0/k. */
  final Gammas prior = new Gammas();

  /** At 1 + 1/k. */
  final Gammas one = new Gammas();

  /** At 1 + 2/k. */
  final Gammas two = new Gammas();

  /** ln(lambda / lambda0). */
  final float[] lnScale = new float[ROWS];

  /** ln(k / k0). */
  final float[] lnShape = new float[ROWS];

  /** (lambda/lambda0)^k0 Gamma(1 + k0/k). */
  final float[] moment = new float[ROWS];

  /** Gamma(1 + 2/k) - Gamma(1 + 1/k)^2, the variance at scale 1. */
  final float[] spread = new float[ROWS];

  /** Its derivative by 1/k. */
  final float[] spreadSlope = new float[ROWS];

  final float[] kl = new float[ROWS];
  final float[] gradA = new float[ROWS];
  final float[] gradC = new float[ROWS];
  final float[] h = new float[ROWS];
  final float[] hByA = new float[ROWS];
  final float[] hByC = new float[ROWS];
  final float[] mean = new float[ROWS];
  final float[] variance = new float[ROWS];
}
