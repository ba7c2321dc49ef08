package io.github.paenmf.core.latent;

import io.github.paenmf.core.special.Float32;

/**
 * Counter-based uniform noise: eps is a pure function of (seed, round, content hash of the row,
 * latent index), so a row draws the same noise whatever partition, block or position it is in.
 *
 * <p>A row's key is mixed with seed and round into two 32-bit words; three Feistel rounds of a
 * 32-bit mixer then turn these words and the latent's two words into 52 bits M, and eps = (2M + 1)
 * 2^-53: uniform, symmetric about 1/2, within [2^-53, 1 - 2^-53]. The mixers are those of
 * SplitMix64 (Steele, Lea, Flood 2014) and lowbias32 (Wellons 2018). Multiplications are 32 bits
 * wide because those run in vector lanes.
 */
public final class Noise {

  static final int MIX_1 = 0x7feb352d;
  static final int MIX_2 = 0x846ca68b;
  static final float TWO_POW_MINUS_16 = 0x1p-16f;
  static final float TWO_POW_MINUS_32 = 0x1p-32f;
  static final float TWO_POW_MINUS_53 = 0x1p-53f;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Noise() {}

  /**
   * The noise of one latent.
   *
   * @param seed the fit's seed
   * @param round the training round
   * @param key content hash of the row
   * @param latent index of the latent, from 0
   * @return eps in [2^-53, 1 - 2^-53]
   */
  public static double epsilon(long seed, long round, long key, int latent) {
    long bits = scramble(row(roundKey(seed, round), key), part(latent));
    return (2 * (bits >>> 12) + 1) * 0x1p-53;
  }

  /**
   * ln(-ln eps) of the same eps in float32, accurate to 3e-7 max(1, |result|) at both ends: near 1
   * the complement 1 - eps is taken from the integer, before any rounding.
   */
  public static float logExponential(long seed, long round, long key, int latent) {
    long row = row(roundKey(seed, round), key);
    return logExponential(scramble(row, part(latent)));
  }

  /** ln(-ln eps) of an eps given in double; for tests and fixed noise. */
  public static float logExponential(double epsilon) {
    return (float) Math.log(-Math.log(epsilon));
  }

  /** The word that all rows of a round share. */
  public static long roundKey(long seed, long round) {
    return mix64(mix64(seed + GOLDEN) + (round + 1) * GOLDEN);
  }

  /** The two words (high and low half) of a row in a round. */
  static long row(long roundKey, long key) {
    return mix64(key ^ roundKey);
  }

  /** The two words of a latent. */
  static long part(int latent) {
    return mix64((latent + 1L) * GOLDEN);
  }

  /** ln(-ln eps) of the eps that the 64 bits stand for. */
  static float logExponential(long bits) {
    int flip = high(bits) >> 31;
    int high = high(bits) ^ flip;
    int low = (low(bits) ^ flip) >>> 12;
    float tail =
        Math.fma((float) (high & 0xFFFF), TWO_POW_MINUS_32, (2 * low + 1) * TWO_POW_MINUS_53);
    float q = Math.fma((float) (high >>> 16), TWO_POW_MINUS_16, tail);
    return Float32.ln(flip != 0 ? Float32.minusLn1m(q) : -Float32.ln(q));
  }

  /** 64 random bits of a row and a latent; the highest 52 make eps. */
  static long scramble(long row, long part) {
    int x = low(row) + low(part);
    int y = high(row) ^ high(part);
    x ^= mix32(y);
    y ^= mix32(x);
    x ^= mix32(y);
    return ((long) y << 32) | (x & 0xFFFFFFFFL);
  }

  static int high(long words) {
    return (int) (words >>> 32);
  }

  static int low(long words) {
    return (int) words;
  }

  private static int mix32(int v) {
    int z = (v ^ (v >>> 16)) * MIX_1;
    z = (z ^ (z >>> 15)) * MIX_2;
    return z ^ (z >>> 16);
  }

  private static long mix64(long v) {
    long z = (v ^ (v >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
