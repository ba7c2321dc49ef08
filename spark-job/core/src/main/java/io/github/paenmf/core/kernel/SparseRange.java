package io.github.paenmf.core.kernel;

import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.linalg.DoubleGram;
import java.util.Arrays;

/**
 * The two products of a step of subspace iteration over sparse rows in double precision, as {@link
 * io.github.paenmf.core.linalg.DoubleRange} has them for dense ones. The cost is that of the
 * non-zeros, and of laying the directions out once a block.
 *
 * <p>Goes through the features in panels, so that nothing as long as the directions is held in
 * double precision. Keeps work arrays; used by one thread at a time.
 */
final class SparseRange {

  /** Doubles of a panel, 1 MB: it stays in the second cache. */
  private static final int PANEL = 1 << 17;

  private final DoubleGram gram;

  private double[] panel = new double[0];

  /** P, n x l, row after row. */
  private double[] projected = new double[0];

  /** The same, every row times its weight. */
  private double[] counted = new double[0];

  /** Where each row's entries of the next panel begin. */
  private int[] next = new int[0];

  /** With Gram matrices by these products. */
  SparseRange(DoubleGram gram) {
    this.gram = gram;
  }

  /**
   * Adds the sums of a block.
   *
   * @param x the rows, n x m
   * @param directions V, l x m, a row a direction
   * @param count l
   * @param backProjected X'P, l x m, added to
   * @param square P'P, l x l, added to
   * @param sums column sums of P, l, added to
   */
  void add(
      CsrBlock x,
      float[] directions,
      int count,
      float[] backProjected,
      double[] square,
      double[] sums) {
    int rows = x.rows();
    int features = x.features();
    int length = Math.multiplyExact(rows, count);
    int width = Math.max(1, Math.min(features, PANEL / count));
    reserve(length, rows, width * count);
    Arrays.fill(projected, 0, length, 0);
    System.arraycopy(x.rowStart(), 0, next, 0, rows);
    for (int from = 0; from < features; from += width) {
      int to = Math.min(features, from + width);
      lay(directions, features, count, from, to);
      for (int i = 0; i < rows; i++) {
        next[i] = project(x, i, from, to, count);
      }
    }
    weigh(x, count, sums);
    gram.add(projected, counted, count, rows, square);
    System.arraycopy(x.rowStart(), 0, next, 0, rows);
    for (int from = 0; from < features; from += width) {
      int to = Math.min(features, from + width);
      Arrays.fill(panel, 0, (to - from) * count, 0);
      for (int i = 0; i < rows; i++) {
        next[i] = backProject(x, i, from, to, count);
      }
      addPanel(backProjected, features, count, from, to);
    }
  }

  private void reserve(int length, int rows, int panelLength) {
    if (projected.length < length) {
      projected = new double[length];
      counted = new double[length];
    }
    if (next.length < rows) {
      next = new int[rows];
    }
    if (panel.length < panelLength) {
      panel = new double[panelLength];
    }
  }

  /** Directions from one feature up to another as l doubles a feature. */
  private void lay(float[] directions, int features, int count, int from, int to) {
    for (int j = 0; j < count; j++) {
      int at = j * features;
      for (int t = from; t < to; t++) {
        panel[(t - from) * count + j] = directions[at + t];
      }
    }
  }

  /** Adds the features before {@code to}; returns where those after them begin in the row. */
  private int project(CsrBlock x, int row, int from, int to, int count) {
    int end = x.rowStart()[row + 1];
    int entry = next[row];
    int at = row * count;
    for (; entry < end && x.columns()[entry] < to; entry++) {
      axpy(x.values()[entry], panel, (x.columns()[entry] - from) * count, projected, at, count);
    }
    return entry;
  }

  private int backProject(CsrBlock x, int row, int from, int to, int count) {
    int end = x.rowStart()[row + 1];
    int entry = next[row];
    int at = row * count;
    for (; entry < end && x.columns()[entry] < to; entry++) {
      axpy(x.values()[entry], counted, at, panel, (x.columns()[entry] - from) * count, count);
    }
    return entry;
  }

  /** One loop alone, which the compiler turns into vectors. */
  private static void axpy(
      double factor, double[] from, int fromAt, double[] into, int at, int count) {
    for (int j = 0; j < count; j++) {
      into[at + j] += factor * from[fromAt + j];
    }
  }

  private void weigh(CsrBlock x, int count, double[] sums) {
    for (int i = 0; i < x.rows(); i++) {
      double weight = x.weight(i);
      for (int j = 0; j < count; j++) {
        double value = weight * projected[i * count + j];
        counted[i * count + j] = value;
        sums[j] += value;
      }
    }
  }

  private void addPanel(float[] into, int features, int count, int from, int to) {
    for (int j = 0; j < count; j++) {
      int at = j * features;
      for (int t = from; t < to; t++) {
        into[at + t] += (float) panel[(t - from) * count + j];
      }
    }
  }
}
