package io.github.paenmf.core.rank;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.pass.BlockKernel;
import io.github.paenmf.core.pass.NmfPass;
import io.github.paenmf.core.pass.Pass;
import io.github.paenmf.core.pass.Statistics;
import java.util.Arrays;

/**
 * The part that carries most of every row, as a clustering of the rows: the largest coefficient
 * times the norm of its part.
 *
 * @param nmf how the coefficients are solved
 * @param norms ||w_j||, r
 */
record AssignmentPass(NmfPass nmf, double[] norms) implements Pass<AssignmentPass.Assignments> {

  /** The part of every row, in the order of partitions, blocks and rows. */
  static final class Assignments implements Statistics<Assignments> {
    private static final long serialVersionUID = 1L;
    private int[] parts = new int[0];

    /** One a row. */
    int[] parts() {
      return parts;
    }

    private void append(int[] more) {
      int length = parts.length;
      parts = Arrays.copyOf(parts, length + more.length);
      System.arraycopy(more, 0, parts, length, more.length);
    }

    @Override
    public void add(Assignments other) {
      append(other.parts);
    }
  }

  @Override
  public Assignments empty() {
    return new Assignments();
  }

  @Override
  public void fold(BlockKernel kernel, DataBlock block, Assignments into) {
    Block x = block.x();
    int rows = x.rows();
    float[] h = Coefficients.of(nmf, x);
    int[] largest = new int[rows];
    for (int i = 0; i < rows; i++) {
      double most = -1;
      for (int j = 0; j < nmf.rank(); j++) {
        double strength = h[j * rows + i] * norms[j];
        if (strength > most) {
          most = strength;
          largest[i] = j;
        }
      }
    }
    into.append(largest);
  }
}
