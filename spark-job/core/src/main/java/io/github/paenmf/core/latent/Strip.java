package io.github.paenmf.core.latent;

/**
 * Work arrays for up to {@link #LENGTH} consecutive (row, part) pairs, small enough to stay in a
 * near cache while the stages run over them. Vector stages work on whole vectors and may write past
 * {@link #count}.
 */
final class Strip {

  /**
   * A multiple of four vectors of any length. Short strips spend their time on beginning and ending
   * loops: at 128 pairs a quarter of it. From here on longer ones gain nothing.
   */
  static final int LENGTH = 320;

  /** A pre-activation with what it is turned into: lambda or k, and the slope by it. */
  static final class Activated {
    /** The tile's pre-activations, read from {@link Strip#at} on. */
    float[] input;

    final float[] value = new float[LENGTH];

    /** One over the value. */
    final float[] inverse = new float[LENGTH];

    final float[] slope = new float[LENGTH];
  }

  /** Gamma and digamma at one plus a multiple of 1/k. */
  static final class Gammas {
    /**
     * How often Gamma(1 + u) has to become u Gamma(u) at least, 0 where no argument is above 2 and
     * outside the polynomials.
     */
    int reductions;

    final float[] gamma = new float[LENGTH];
    final float[] digamma = new float[LENGTH];
  }

  /** Pairs in use. */
  int count;

  /** Where the strip's pairs stand in the tile's arrays. */
  int at;

  /** Rows of the tile. */
  int rows;

  /** Whether Gamma at 1 + 2/k is needed: some 1/k is too large for the variance's series. */
  boolean wide;

  /** ||w_j||^2 / (2 sigma^2) of the pairs' parts. */
  final float[] penalty = new float[LENGTH];

  final Activated scale = new Activated();
  final Activated shape = new Activated();

  /** Random words of rows and parts together; vectors may reach past the last. */
  final int[] high = new int[2 * LENGTH];

  final int[] low = new int[2 * LENGTH];

  /** eps, or eps - 1 where eps is above 1/2: exact at both ends, and the sign tells the side. */
  final float[] side = new float[LENGTH];

  /** ln(-ln eps), or ln(ln 2) for the median. */
  final float[] lnNoise = new float[LENGTH];

  /** u less the whole numbers that Gamma(1 + u) = u Gamma(u) took off, their product, its error. */
  final float[] reduced = new float[LENGTH];

  final float[] product = new float[LENGTH];
  final float[] productError = new float[LENGTH];

  /** ln(u + 1/2), for digamma where u is above 1. */
  final float[] lnOfLarge = new float[LENGTH];

  /** At 1 + k0/k. */
  final Gammas prior = new Gammas();

  /** At 1 + 1/k. */
  final Gammas one = new Gammas();

  /** At 1 + 2/k. */
  final Gammas two = new Gammas();

  /** ln(lambda / lambda0); not used where k0 = 1. */
  final float[] lnScale = new float[LENGTH];

  /** ln(k / k0) - k0 ln(lambda / lambda0), or only its first term where k0 is not 1. */
  final float[] lnShape = new float[LENGTH];

  /** (lambda/lambda0)^k0 Gamma(1 + k0/k). */
  final float[] moment = new float[LENGTH];

  /** Gamma(1 + 2/k) - Gamma(1 + 1/k)^2, the variance at scale 1. */
  final float[] spread = new float[LENGTH];

  /** Its derivative by 1/k. */
  final float[] spreadSlope = new float[LENGTH];

  final float[] kl = new float[LENGTH];

  /** The tile's words of the rows for the noise. */
  int[] rowHigh;

  int[] rowLow;

  /** The tile's sums of KL over the parts, by row. */
  float[] klHigh;

  float[] klLow;

  /** The tile's arrays, written from {@link #at} on. */
  float[] h;

  float[] hByA;
  float[] hByC;
  float[] gradA;
  float[] gradC;

  /** ln(-ln eps) / k. */
  final float[] exponent = new float[LENGTH];

  /** L^(1/k), to be multiplied by lambda. */
  final float[] power = new float[LENGTH];

  final float[] mean = new float[LENGTH];
  final float[] variance = new float[LENGTH];

  /** Points the strip at a tile's arrays. */
  void attach(LatentTile tile) {
    rowHigh = tile.rowHigh;
    rowLow = tile.rowLow;
    klHigh = tile.klHigh;
    klLow = tile.klLow;
    scale.input = tile.a();
    shape.input = tile.c();
    h = tile.h();
    hByA = tile.hByA();
    hByC = tile.hByC();
    gradA = tile.gradA();
    gradC = tile.gradC();
  }
}
