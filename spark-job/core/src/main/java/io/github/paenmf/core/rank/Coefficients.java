package io.github.paenmf.core.rank;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.kernel.Products;
import io.github.paenmf.core.nmf.HalsCoefficients;
import io.github.paenmf.core.pass.NmfPass;

/** The non-negative coefficients of the rows of a block at given parts, one by one. */
final class Coefficients {

  private Coefficients() {}

  /**
   * Solves them as {@link NmfPass} does.
   *
   * @return r x n, part after part
   */
  static float[] of(NmfPass pass, Block block) {
    int rank = pass.rank();
    int rows = block.rows();
    float[] p = new float[rank * rows];
    try (Products products = Products.forBlock(block)) {
      products.project(block, pass.parts(), rank, p);
    }
    float[] h = new float[rank * rows];
    for (int j = 0; j < rank; j++) {
      for (int l = 0; l < rank; l++) {
        float factor = pass.ridgeInverse()[j * rank + l];
        for (int i = 0; i < rows; i++) {
          h[j * rows + i] += factor * p[l * rows + i];
        }
      }
      for (int i = 0; i < rows; i++) {
        h[j * rows + i] = Math.max(0f, h[j * rows + i]);
      }
    }
    new HalsCoefficients().update(h, p, pass.gram(), rank, rows, pass.sweeps());
    return h;
  }
}
