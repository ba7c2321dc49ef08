package io.github.paenmf.core.linalg;

/**
 * Products A'B in double precision, by ND4J. For sums whose small differences matter, such as those
 * that eigenvalues of very different size are taken of.
 */
public final class DoubleGram implements AutoCloseable {

  private final MatrixProducts products;
  private final StagedDoubles left = new StagedDoubles();
  private final StagedDoubles right = new StagedDoubles();
  private final StagedDoubles square = new StagedDoubles();

  /** With these products. */
  public DoubleGram(MatrixProducts products) {
    this.products = products;
  }

  /**
   * Adds A'B.
   *
   * @param a n x r, row after row
   * @param b n x r, row after row
   * @param count r
   * @param rows n
   * @param into r x r, column after column, added to
   */
  public void add(double[] a, double[] b, int count, int rows, double[] into) {
    int length = Math.multiplyExact(count, rows);
    if (length == 0) {
      return;
    }
    left.put(a, length);
    right.put(b, length);
    products.multiply(
        false,
        true,
        count,
        count,
        rows,
        1.0,
        left.held(),
        count,
        right.held(),
        count,
        0.0,
        square.reserve(count * count),
        count);
    square.addTo(into, count * count);
  }

  /** Gives the memory outside the heap back. */
  @Override
  public void close() {
    left.close();
    right.close();
    square.close();
  }
}
