package io.github.paenmf.core.kernel;

import io.github.paenmf.core.linalg.MatrixProducts;
import io.github.paenmf.core.linalg.NativeFloats;
import io.github.paenmf.core.model.Weights;

/**
 * The products of the encoder with the cached scores S of a block: S B' on the way forward and G'S
 * on the way back, for scale and shape together. Coefficients and sums stay outside the heap for a
 * whole pass; the scores of a block are copied there once for both products. Used by one thread at
 * a time.
 */
final class EncoderProducts implements AutoCloseable {

  private final MatrixProducts products;
  private final NativeFloats coefficients = new NativeFloats();
  private final NativeFloats scores = new NativeFloats();
  private final NativeFloats latents = new NativeFloats();
  private final NativeFloats sums = new NativeFloats();

  /** The array that {@code scores} holds now. */
  private float[] held;

  private float[] fetched = new float[0];
  private boolean begun;
  private boolean sumsAreZero = true;
  private int rank;
  private int inputs;

  EncoderProducts(MatrixProducts products) {
    this.products = products;
  }

  /** The next projection starts a pass of its own. */
  void reset() {
    begun = false;
    held = null;
    sumsAreZero = true;
  }

  /** Starts a pass with these weights, unless it was begun. */
  void begin(Weights weights) {
    if (begun) {
      return;
    }
    rank = weights.rank();
    inputs = weights.inputs();
    int length = rank * inputs;
    coefficients.reserve(2 * length);
    coefficients.put(0, weights.scaleCoefficients(), 0, length);
    coefficients.put(length, weights.shapeCoefficients(), 0, length);
    sums.reserve(2 * length);
    begun = true;
  }

  /**
   * Pre-activations of a block without their biases. The first block of a pass begins it with these
   * weights.
   *
   * @param weights of the pass
   * @param s scores, q x n
   * @param rows n
   * @param scale r x n, overwritten; may be longer
   * @param shape r x n, overwritten; may be longer
   */
  void project(Weights weights, float[] s, int rows, float[] scale, float[] shape) {
    begin(weights);
    if (rows == 0) {
      return;
    }
    hold(s, rows);
    int length = rank * rows;
    latents.reserve(2 * length);
    products.multiply(
        false,
        false,
        rows,
        2 * rank,
        inputs,
        1f,
        scores,
        rows,
        coefficients,
        inputs,
        0f,
        latents,
        rows);
    latents.get(0, scale, 0, length);
    latents.get(length, shape, 0, length);
  }

  /**
   * Adds the gradients of a block to the sums of this pass.
   *
   * @param s scores, q x n
   * @param rows n
   * @param byScale gradient by the scale's pre-activations, r x n; may be longer
   * @param byShape gradient by the shape's pre-activations, r x n; may be longer
   * @throws IllegalStateException if the pass was not begun
   */
  void backProject(float[] s, int rows, float[] byScale, float[] byShape) {
    if (!begun) {
      throw new IllegalStateException("this pass was not begun");
    }
    if (rows == 0) {
      return;
    }
    hold(s, rows);
    int length = rank * rows;
    latents.reserve(2 * length);
    latents.put(0, byScale, 0, length);
    latents.put(length, byShape, 0, length);
    float beta = sumsAreZero ? 0f : 1f;
    products.multiply(
        true, false, inputs, 2 * rank, rows, 1f, scores, rows, latents, rows, beta, sums, inputs);
    sumsAreZero = false;
  }

  /**
   * Adds the sums of this pass so far to two arrays, r x q each; a pass without gradients adds
   * nothing.
   */
  void addSumsTo(float[] scaleGradient, float[] shapeGradient) {
    if (sumsAreZero) {
      return;
    }
    int length = rank * inputs;
    if (fetched.length < 2 * length) {
      fetched = new float[2 * length];
    }
    sums.get(0, fetched, 0, 2 * length);
    for (int i = 0; i < length; i++) {
      scaleGradient[i] += fetched[i];
      shapeGradient[i] += fetched[length + i];
    }
  }

  private void hold(float[] s, int rows) {
    if (s.length != inputs * rows) {
      throw new IllegalArgumentException(
          "scores of %d x %d need %d values, found %d"
              .formatted(inputs, rows, inputs * rows, s.length));
    }
    if (held != s) {
      scores.reserve(s.length);
      scores.put(s, 0, s.length);
      held = s;
    }
  }

  @Override
  public void close() {
    coefficients.close();
    scores.close();
    latents.close();
    sums.close();
    reset();
  }
}
