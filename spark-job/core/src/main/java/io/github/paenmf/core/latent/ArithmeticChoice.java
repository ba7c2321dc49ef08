package io.github.paenmf.core.latent;

/** The implementations, each made once. */
final class ArithmeticChoice {

  static final LatentArithmetic PLAIN = new PlainLatentArithmetic();
  static final LatentArithmetic BEST = PLAIN;

  private ArithmeticChoice() {}
}
