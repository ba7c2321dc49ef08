package io.github.paenmf.core.kernel;

import io.github.paenmf.core.model.Weights;

/**
 * The products of the encoder with the cached scores S of a block: S B' on the way forward and G'S
 * on the way back, for scale and shape together. Used by one thread at a time.
 */
interface EncoderProducts extends AutoCloseable {

  /** The next projection starts a pass of its own. */
  void reset();

  /**
   * Pre-activations of a block without their biases. The first block of a pass begins it with these
   * weights.
   *
   * @param weights of the pass
   * @param s scores, q x n
   * @param rows n
   * @param scale r x n, overwritten; may be longer
   * @param shape r x n, overwritten; may be longer
   * @throws IllegalArgumentException if there are more or fewer scores
   */
  void project(Weights weights, float[] s, int rows, float[] scale, float[] shape);

  /**
   * Adds the gradients of a block to the sums of this pass.
   *
   * @param s scores, q x n
   * @param rows n
   * @param byScale gradient by the scale's pre-activations, r x n; may be longer
   * @param byShape gradient by the shape's pre-activations, r x n; may be longer
   * @throws IllegalArgumentException if there are more or fewer scores
   * @throws IllegalStateException if no block was projected in this pass
   */
  void backProject(float[] s, int rows, float[] byScale, float[] byShape);

  /**
   * Adds the sums of this pass so far to two arrays, r x q each; a pass without gradients adds
   * nothing.
   */
  void addSumsTo(float[] scaleGradient, float[] shapeGradient);

  @Override
  void close();

  /** Throws if these are not the scores of so many rows. */
  static void checkScores(float[] s, int inputs, int rows) {
    if (s.length != inputs * rows) {
      throw new IllegalArgumentException(
          "scores of %d x %d need %d values, found %d"
              .formatted(inputs, rows, inputs * rows, s.length));
    }
  }

  /** Throws unless a pass was begun. */
  static void checkBegun(boolean begun) {
    if (!begun) {
      throw new IllegalStateException("this pass was not begun");
    }
  }
}
