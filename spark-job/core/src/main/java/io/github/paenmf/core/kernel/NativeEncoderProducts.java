package io.github.paenmf.core.kernel;

import io.github.paenmf.core.linalg.MatrixProducts;
import io.github.paenmf.core.linalg.NativeFloats;
import io.github.paenmf.core.model.Weights;

/**
 * {@link EncoderProducts} by ND4J. Coefficients and sums stay outside the heap for a whole pass;
 * the scores of a block are copied there once for both products.
 */
final class NativeEncoderProducts implements EncoderProducts {

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

  NativeEncoderProducts(MatrixProducts products) {
    this.products = products;
  }

  @Override
  public void reset() {
    begun = false;
    held = null;
    sumsAreZero = true;
  }

  @Override
  public void project(Weights weights, float[] s, int rows, float[] scale, float[] shape) {
    if (!begun) {
      begin(weights);
    }
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

  @Override
  public void backProject(float[] s, int rows, float[] byScale, float[] byShape) {
    EncoderProducts.checkBegun(begun);
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

  @Override
  public void addSumsTo(float[] scaleGradient, float[] shapeGradient) {
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

  private void begin(Weights weights) {
    rank = weights.rank();
    inputs = weights.inputs();
    int length = rank * inputs;
    coefficients.reserve(2 * length);
    coefficients.put(0, weights.scaleCoefficients(), 0, length);
    coefficients.put(length, weights.shapeCoefficients(), 0, length);
    sums.reserve(2 * length);
    begun = true;
  }

  private void hold(float[] s, int rows) {
    EncoderProducts.checkScores(s, inputs, rows);
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
