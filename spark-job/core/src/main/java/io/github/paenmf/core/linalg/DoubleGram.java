package io.github.paenmf.core.linalg;

/**
 * Products A'B of float32 matrices in double precision, by ND4J. For sums whose small differences
 * matter: eigenvalues of very different size, errors far below the norm of what they are errors of.
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
   * @param a n x r, column after column
   * @param b n x r
   * @param count r
   * @param rows n
   * @param into r x r, column after column, added to
   */
  public void add(float[] a, float[] b, int count, int rows, double[] into) {
    int length = Math.multiplyExact(count, rows);
    if (length == 0) {
      return;
    }
    left.put(a, length, 1, 0, length);
    StagedDoubles second = left;
    if (b != a) {
      right.put(b, length, 1, 0, length);
      second = right;
    }
    products.multiply(
        true,
        false,
        count,
        count,
        rows,
        1.0,
        left.held(),
        rows,
        second.held(),
        rows,
        0.0,
        square.reserve(count * count),
        count);
    square.addTo(into, count * count);
  }

  /**
   * Adds A'B of matrices that are in double precision.
   *
   * @param a n x r, row after row
   * @param b n x r, row after row
   * @param count r
   * @param rows n
   * @param into r x r, column after column, added to
   */
  public void addRows(double[] a, double[] b, int count, int rows, double[] into) {
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
