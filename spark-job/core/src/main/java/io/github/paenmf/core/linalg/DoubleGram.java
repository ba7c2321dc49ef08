package io.github.paenmf.core.linalg;

/**
 * Products A'B of float32 matrices in double precision, by ND4J. For sums whose small differences
 * matter: eigenvalues of very different size, errors far below the norm of what they are errors of.
 */
public final class DoubleGram implements AutoCloseable {

  private final MatrixProducts products;
  private NativeDoubles left;
  private NativeDoubles right;
  private NativeDoubles square;
  private double[] values = new double[0];
  private double[] product = new double[0];
  private int capacity;
  private int order;

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
    reserve(length, count);
    put(a, length, left);
    NativeDoubles second = left;
    if (b != a) {
      put(b, length, right);
      second = right;
    }
    products.multiply(
        true, false, count, count, rows, 1.0, left, rows, second, rows, 0.0, square, count);
    square.get(product, count * count);
    for (int i = 0; i < count * count; i++) {
      into[i] += product[i];
    }
  }

  private void put(float[] from, int length, NativeDoubles to) {
    for (int i = 0; i < length; i++) {
      values[i] = from[i];
    }
    to.put(values, length);
  }

  private void reserve(int length, int count) {
    if (length <= capacity && count <= order) {
      return;
    }
    close();
    capacity = length;
    order = count;
    left = new NativeDoubles(length);
    right = new NativeDoubles(length);
    square = new NativeDoubles(count * count);
    values = new double[length];
    product = new double[count * count];
  }

  /** Gives the memory outside the heap back. */
  @Override
  public void close() {
    if (left != null) {
      left.close();
      right.close();
      square.close();
      left = null;
    }
    capacity = 0;
    order = 0;
  }
}
