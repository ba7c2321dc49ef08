package io.github.paenmf.core.kernel;

import io.github.paenmf.core.linalg.Gemm;
import io.github.paenmf.core.model.Weights;
import java.util.Arrays;

/** {@link EncoderProducts} on arrays. */
final class GemmEncoderProducts implements EncoderProducts {

  private final Gemm gemm;
  private float[] coefficients = new float[0];
  private float[] latents = new float[0];
  private float[] sums = new float[0];
  private boolean begun;
  private boolean sumsAreZero = true;
  private int rank;
  private int inputs;

  GemmEncoderProducts(Gemm gemm) {
    this.gemm = gemm;
  }

  @Override
  public void reset() {
    begun = false;
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
    EncoderProducts.checkScores(s, inputs, rows);
    int length = rank * rows;
    latents = atLeast(latents, 2 * length);
    gemm.gemm(
        false,
        false,
        rows,
        2 * rank,
        inputs,
        1f,
        s,
        0,
        rows,
        coefficients,
        0,
        inputs,
        0f,
        latents,
        0,
        rows);
    System.arraycopy(latents, 0, scale, 0, length);
    System.arraycopy(latents, length, shape, 0, length);
  }

  @Override
  public void backProject(float[] s, int rows, float[] byScale, float[] byShape) {
    EncoderProducts.checkBegun(begun);
    if (rows == 0) {
      return;
    }
    EncoderProducts.checkScores(s, inputs, rows);
    int length = rank * rows;
    latents = atLeast(latents, 2 * length);
    System.arraycopy(byScale, 0, latents, 0, length);
    System.arraycopy(byShape, 0, latents, length, length);
    float beta = sumsAreZero ? 0f : 1f;
    gemm.gemm(
        true, false, inputs, 2 * rank, rows, 1f, s, 0, rows, latents, 0, rows, beta, sums, 0,
        inputs);
    sumsAreZero = false;
  }

  @Override
  public void addSumsTo(float[] scaleGradient, float[] shapeGradient) {
    if (sumsAreZero) {
      return;
    }
    int length = rank * inputs;
    for (int i = 0; i < length; i++) {
      scaleGradient[i] += sums[i];
      shapeGradient[i] += sums[length + i];
    }
  }

  private void begin(Weights weights) {
    rank = weights.rank();
    inputs = weights.inputs();
    int length = rank * inputs;
    coefficients = atLeast(coefficients, 2 * length);
    System.arraycopy(weights.scaleCoefficients(), 0, coefficients, 0, length);
    System.arraycopy(weights.shapeCoefficients(), 0, coefficients, length, length);
    sums = atLeast(sums, 2 * length);
    Arrays.fill(sums, 0f);
    begun = true;
  }

  private static float[] atLeast(float[] array, int length) {
    return array.length >= length ? array : new float[length];
  }

  /** There is nothing outside the heap. */
  @Override
  public void close() {
    reset();
  }
}
