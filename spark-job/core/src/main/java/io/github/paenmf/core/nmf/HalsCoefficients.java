package io.github.paenmf.core.nmf;

/**
 * Hierarchical alternating least squares on coefficients: minimises ||v - W_f h||^2 over h &gt;= 0
 * for every row of a block, given P = X W_f and W_f'W_f. Rows are independent of each other; a
 * sweep runs over a tile of rows at a time.
 */
public final class HalsCoefficients {

  private static final int TILE = 64;

  private final float[] target = new float[TILE];
  private float[] inner = new float[0];

  /**
   * Sweeps over the coefficients in place.
   *
   * @param h start and result, r x n, at least 0
   * @param p P, r x n
   * @param gram W_f'W_f, r x r
   * @param rank r
   * @param rows n
   * @param sweeps number of sweeps
   */
  public void update(float[] h, float[] p, float[] gram, int rank, int rows, int sweeps) {
    if (inner.length < rank * TILE) {
      inner = new float[rank * TILE];
    }
    for (int from = 0; from < rows; from += TILE) {
      int length = Math.min(TILE, rows - from);
      for (int j = 0; j < rank; j++) {
        System.arraycopy(h, j * rows + from, inner, j * TILE, length);
      }
      for (int sweep = 0; sweep < sweeps; sweep++) {
        for (int j = 0; j < rank; j++) {
          sweepPart(p, j * rows + from, gram, j, rank, length);
        }
      }
      for (int j = 0; j < rank; j++) {
        System.arraycopy(inner, j * TILE, h, j * rows + from, length);
      }
    }
  }

  private void sweepPart(float[] p, int offset, float[] gram, int j, int rank, int length) {
    float diagonal = gram[j * rank + j];
    if (!(diagonal > 0)) {
      return;
    }
    System.arraycopy(p, offset, target, 0, length);
    for (int l = 0; l < rank; l++) {
      float factor = gram[j * rank + l];
      if (l != j && factor != 0f) {
        subtract(target, factor, inner, l * TILE);
      }
    }
    float inverse = 1f / diagonal;
    for (int i = 0; i < length; i++) {
      inner[j * TILE + i] = Math.max(0f, target[i] * inverse);
    }
  }

  private static void subtract(float[] target, float factor, float[] inner, int offset) {
    for (int i = 0; i < TILE; i++) {
      target[i] -= factor * inner[offset + i];
    }
  }
}
