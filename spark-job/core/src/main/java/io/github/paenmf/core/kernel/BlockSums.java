package io.github.paenmf.core.kernel;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.block.DenseBlock;

/** Norm and column sums of a block, in double, every row counting with its weight. */
public final class BlockSums {

  private BlockSums() {}

  /** Sum over rows of weight times ||v||^2. */
  public static double squaredNorm(Block block) {
    double sum = 0;
    if (block instanceof DenseBlock dense) {
      int m = dense.features();
      for (int i = 0; i < dense.rows(); i++) {
        sum += block.weight(i) * squares(dense.values(), i * m, (i + 1) * m);
      }
    } else if (block instanceof CsrBlock csr) {
      for (int i = 0; i < csr.rows(); i++) {
        sum += block.weight(i) * squares(csr.values(), csr.rowStart()[i], csr.rowStart()[i + 1]);
      }
    }
    return sum;
  }

  /** Adds weight times v to the column sums. */
  public static void addColumnSums(Block block, double[] into) {
    if (block instanceof DenseBlock dense) {
      int m = dense.features();
      for (int i = 0; i < dense.rows(); i++) {
        double weight = block.weight(i);
        for (int t = 0; t < m; t++) {
          into[t] += weight * dense.values()[i * m + t];
        }
      }
    } else if (block instanceof CsrBlock csr) {
      for (int i = 0; i < csr.rows(); i++) {
        double weight = block.weight(i);
        for (int p = csr.rowStart()[i]; p < csr.rowStart()[i + 1]; p++) {
          into[csr.columns()[p]] += weight * csr.values()[p];
        }
      }
    }
  }

  /** Sum of the weights. */
  public static double weight(Block block) {
    double sum = 0;
    for (int i = 0; i < block.rows(); i++) {
      sum += block.weight(i);
    }
    return sum;
  }

  private static double squares(float[] values, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int p = from;
    for (; p + 3 < to; p += 4) {
      s0 += (double) values[p] * values[p];
      s1 += (double) values[p + 1] * values[p + 1];
      s2 += (double) values[p + 2] * values[p + 2];
      s3 += (double) values[p + 3] * values[p + 3];
    }
    for (; p < to; p++) {
      s0 += (double) values[p] * values[p];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
