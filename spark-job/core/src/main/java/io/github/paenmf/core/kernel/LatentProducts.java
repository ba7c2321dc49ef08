package io.github.paenmf.core.kernel;

import io.github.paenmf.core.linalg.MatrixProducts;
import io.github.paenmf.core.linalg.NativeGemm;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.tile.RowCombinations;
import io.github.paenmf.core.tile.TiledPass;
import io.github.paenmf.core.tile.Tiles;
import java.util.Arrays;

/**
 * The products of a block's latents that do not touch X: the encoder's with the cached scores, and
 * those with r x r matrices. By OpenBLAS; and by tiles, of which the results need no turning, in
 * passes whose products over X have them compiled anyhow.
 *
 * <p>Latents are r x n, the data points of a part side by side. Used by one thread at a time.
 */
final class LatentProducts implements AutoCloseable {

  private final NativeGemm gemm;
  private final EncoderProducts encoder;

  /** Both are made when one is first needed. */
  private RowCombinations combinations;

  private TiledPass gradients;

  private float[] scaled = new float[0];
  private float[] product = new float[0];

  LatentProducts(MatrixProducts products) {
    gemm = new NativeGemm(products);
    encoder = new EncoderProducts(products);
  }

  /** The next encoding starts a pass of its own. */
  void reset() {
    encoder.reset();
  }

  /**
   * Latents times a matrix.
   *
   * @param byTiles whether the products over X are tiles
   * @param latents r x n
   * @param matrix r x r, symmetric
   * @param rank r
   * @param rows n
   * @param out r x n, overwritten; may be longer
   */
  void multiply(boolean byTiles, float[] latents, float[] matrix, int rank, int rows, float[] out) {
    if (byTiles) {
      Arrays.fill(out, 0, rank * rows, 0f);
      tiles().add(matrix, rank, latents, rank, rows, out);
    } else {
      gemm.gemm(
          false, false, rows, rank, rank, 1f, latents, 0, rows, matrix, 0, rank, 0f, out, 0, rows);
    }
  }

  /**
   * The gradient of the squared error by the latents, (H W_f'W_f - P) / sigma^2, in the place of P.
   *
   * @param byTiles whether the products over X are tiles
   * @param h H, r x n
   * @param gram W_f'W_f, r x r
   * @param noiseVariance sigma^2
   * @param rank r
   * @param rows n
   * @param p P, r x n; may be longer
   */
  void errorGradient(
      boolean byTiles,
      float[] h,
      float[] gram,
      double noiseVariance,
      int rank,
      int rows,
      float[] p) {
    float precision = (float) (1 / noiseVariance);
    if (byTiles) {
      for (int i = 0; i < rank * rows; i++) {
        p[i] *= -precision;
      }
      if (scaled.length < rank * rank) {
        scaled = new float[rank * rank];
      }
      for (int i = 0; i < rank * rank; i++) {
        scaled[i] = precision * gram[i];
      }
      tiles().add(scaled, rank, h, rank, rows, p);
    } else {
      gemm.gemm(
          false,
          false,
          rows,
          rank,
          rank,
          precision,
          h,
          0,
          rows,
          gram,
          0,
          rank,
          -precision,
          p,
          0,
          rows);
    }
  }

  /**
   * Pre-activations from the scores.
   *
   * @param byTiles whether the products over X are tiles
   * @param weights of the pass
   * @param scores q x n
   * @param rows n
   * @param scale r x n, overwritten; may be longer
   * @param shape r x n, overwritten; may be longer
   */
  void encode(
      boolean byTiles, Weights weights, float[] scores, int rows, float[] scale, float[] shape) {
    int rank = weights.rank();
    if (byTiles) {
      fill(scale, weights.scaleBias(), rows);
      fill(shape, weights.shapeBias(), rows);
      int inputs = weights.inputs();
      float[][] coefficients = {weights.scaleCoefficients(), weights.shapeCoefficients()};
      tiles().add(coefficients, rank, scores, inputs, rows, new float[][] {scale, shape});
    } else {
      encoder.project(weights, scores, rows, scale, shape);
      addBias(scale, weights.scaleBias(), rows);
      addBias(shape, weights.shapeBias(), rows);
    }
  }

  /**
   * Adds the gradients of the encoder by its coefficients.
   *
   * @param byTiles whether the products over X are tiles
   * @param rank r
   * @param scores q x n
   * @param inputs q
   * @param rows n
   * @param byScale gradient by the scale's pre-activations, r x n; may be longer
   * @param byShape gradient by the shape's pre-activations, r x n; may be longer
   * @param scaleGradient r x q, added to, unless the sums are kept until {@link #addEncoderSumsTo}
   * @param shapeGradient likewise
   */
  void addEncoderGradient(
      boolean byTiles,
      int rank,
      float[] scores,
      int inputs,
      int rows,
      float[] byScale,
      float[] byShape,
      float[] scaleGradient,
      float[] shapeGradient) {
    if (byTiles) {
      makeTiles();
      addProduct(byScale, rank, scores, inputs, rows, scaleGradient);
      addProduct(byShape, rank, scores, inputs, rows, shapeGradient);
    } else {
      encoder.backProject(scores, rows, byScale, byShape);
    }
  }

  private void addProduct(
      float[] latents, int rank, float[] scores, int inputs, int rows, float[] into) {
    if (product.length < rank * inputs) {
      product = new float[rank * inputs];
    }
    gradients.begin(latents, rank, rows);
    gradients.project(scores, inputs, product);
    for (int i = 0; i < rank * inputs; i++) {
      into[i] += product[i];
    }
  }

  /** Adds the sums that this pass kept so far to two arrays, r x q each. */
  void addEncoderSumsTo(float[] scaleGradient, float[] shapeGradient) {
    encoder.addSumsTo(scaleGradient, shapeGradient);
  }

  /**
   * The product of latents with scores.
   *
   * @param latents r x n
   * @param rank r
   * @param scores q x n
   * @param inputs q
   * @param rows n
   * @param out r x q, overwritten
   */
  void withScores(float[] latents, int rank, float[] scores, int inputs, int rows, float[] out) {
    gemm.gemm(
        true, false, inputs, rank, rows, 1f, scores, 0, rows, latents, 0, rows, 0f, out, 0, inputs);
  }

  /** Adds its bias to every part. */
  static void addBias(float[] out, float[] bias, int rows) {
    for (int j = 0; j < bias.length; j++) {
      for (int i = 0; i < rows; i++) {
        out[j * rows + i] += bias[j];
      }
    }
  }

  private static void fill(float[] out, float[] bias, int rows) {
    for (int j = 0; j < bias.length; j++) {
      Arrays.fill(out, j * rows, (j + 1) * rows, bias[j]);
    }
  }

  private RowCombinations tiles() {
    makeTiles();
    return combinations;
  }

  private void makeTiles() {
    if (combinations == null) {
      Tiles tiles = Tiles.wherePossible().orElseThrow();
      combinations = tiles.combinations();
      gradients = tiles.pass();
    }
  }

  @Override
  public void close() {
    gemm.close();
    encoder.close();
  }
}
