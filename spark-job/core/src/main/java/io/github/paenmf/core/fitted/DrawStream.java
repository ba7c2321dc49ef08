package io.github.paenmf.core.fitted;

/**
 * What is drawn from one seed besides the noise of training: each use takes the place of a round
 * that training never reaches, so that no two share a number.
 */
final class DrawStream {

  /** Which training rows are kept. */
  static final long SAMPLE = -2;

  /** Which kept row a new row is like. */
  static final long CHOICE = -3;

  /** The latents of a new row. */
  static final long LATENT = -4;

  /** The observation noise of a new row. */
  static final long OBSERVATION = -5;

  private DrawStream() {}
}
