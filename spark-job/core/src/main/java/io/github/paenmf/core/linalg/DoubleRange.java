package io.github.paenmf.core.linalg;

/**
 * The two products of a step of subspace iteration over dense rows in double precision, by ND4J: P
 * = X V and X'P. The wanted directions of a table differ in size by orders of magnitude, and what
 * float32 rounds away of the largest is as large as the smallest.
 *
 * <p>Goes through the features in panels, so that nothing as long as the directions is held in
 * double precision. Keeps buffers; used by one thread at a time.
 */
public final class DoubleRange implements AutoCloseable {

  /** Features at a time: a panel of rows stays in the cache. */
  private static final int PANEL = 512;

  private final MatrixProducts products;
  private final StagedDoubles rowPanel = new StagedDoubles();
  private final StagedDoubles directionPanel = new StagedDoubles();
  private final StagedDoubles product = new StagedDoubles();
  private final StagedDoubles projected = new StagedDoubles();
  private final StagedDoubles counted = new StagedDoubles();

  /** With these products. */
  public DoubleRange(MatrixProducts products) {
    this.products = products;
  }

  /**
   * Adds the sums of some rows.
   *
   * @param x the rows, n x m, row after row
   * @param rows n
   * @param features m
   * @param weights of the rows, n, or null for 1
   * @param directions V, l x m, a row a direction
   * @param count l
   * @param backProjected X'P, l x m, added to
   * @param gram P'P, l x l, added to
   * @param sums column sums of P, l, added to
   */
  public void add(
      float[] x,
      int rows,
      int features,
      float[] weights,
      float[] directions,
      int count,
      float[] backProjected,
      double[] gram,
      double[] sums) {
    int length = Math.multiplyExact(count, rows);
    if (length == 0) {
      return;
    }
    NativeDoubles p = projected.reserve(length);
    for (int from = 0; from < features; from += PANEL) {
      int width = Math.min(PANEL, features - from);
      rowPanel.put(x, features, rows, from, width);
      directionPanel.put(directions, features, count, from, width);
      products.multiply(
          true,
          false,
          rows,
          count,
          width,
          1.0,
          rowPanel.held(),
          width,
          directionPanel.held(),
          width,
          from == 0 ? 0.0 : 1.0,
          p,
          rows);
    }
    NativeDoubles weighted = weigh(p, weights, rows, count, sums);
    NativeDoubles square = product.reserve(count * count);
    products.multiply(
        true, false, count, count, rows, 1.0, p, rows, weighted, rows, 0.0, square, count);
    product.addTo(gram, count * count);
    for (int from = 0; from < features; from += PANEL) {
      int width = Math.min(PANEL, features - from);
      rowPanel.put(x, features, rows, from, width);
      NativeDoubles back = product.reserve(width * count);
      products.multiply(
          false,
          false,
          width,
          count,
          rows,
          1.0,
          rowPanel.held(),
          width,
          weighted,
          rows,
          0.0,
          back,
          width);
      product.addTo(backProjected, features, count, from, width);
    }
  }

  /** P with every row times its weight: P itself where all are 1. */
  private NativeDoubles weigh(
      NativeDoubles p, float[] weights, int rows, int count, double[] sums) {
    double[] values = projected.get(rows * count);
    for (int j = 0; j < count; j++) {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        if (weights != null) {
          values[j * rows + i] *= weights[i];
        }
        sum += values[j * rows + i];
      }
      sums[j] += sum;
    }
    if (weights == null) {
      return p;
    }
    counted.put(values, rows * count);
    return counted.held();
  }

  /** Gives the memory outside the heap back. */
  @Override
  public void close() {
    rowPanel.close();
    directionPanel.close();
    product.close();
    projected.close();
    counted.close();
  }
}
