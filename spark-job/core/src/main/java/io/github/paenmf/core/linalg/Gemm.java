package io.github.paenmf.core.linalg;

import java.util.Objects;

/**
 * The float32 matrix product C = alpha op(A) op(B) + beta C on column-major arrays, where op(A) is
 * m x k, op(B) is k x n and C is m x n.
 *
 * <p>Element (i, j) of a stored matrix stands at {@code offset + j * ld + i}. An instance may keep
 * buffers and is used by one thread at a time.
 */
public interface Gemm {

  /**
   * Computes C = alpha op(A) op(B) + beta C.
   *
   * @param transA whether A is stored k x m and used transposed; otherwise it is stored m x k
   * @param transB whether B is stored n x k and used transposed; otherwise it is stored k x n
   * @param m rows of C
   * @param n columns of C
   * @param k length of the sums
   * @param alpha factor of the product
   * @param a the first matrix
   * @param aOffset where A starts in {@code a}
   * @param lda distance between columns of the stored A, at least its number of rows
   * @param b the second matrix
   * @param bOffset where B starts in {@code b}
   * @param ldb distance between columns of the stored B
   * @param beta factor of the old C; with 0 the old values are not read
   * @param c the result
   * @param cOffset where C starts in {@code c}
   * @param ldc distance between columns of C; elements between the columns are left alone
   * @throws IllegalArgumentException if a size is negative or a leading dimension too small
   * @throws IndexOutOfBoundsException if a matrix reaches past its array
   */
  void gemm(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float beta,
      float[] c,
      int cOffset,
      int ldc);

  /**
   * Number of array elements that a stored matrix spans, after checking that it lies in its array.
   *
   * @throws IllegalArgumentException if a size is negative or the leading dimension too small
   * @throws IndexOutOfBoundsException if the matrix reaches past its array
   */
  static int span(String name, float[] array, int offset, int rows, int columns, int ld) {
    if (rows < 0 || columns < 0 || ld < Math.max(1, rows)) {
      throw new IllegalArgumentException(
          "matrix %s of %d x %d got the leading dimension %d".formatted(name, rows, columns, ld));
    }
    if (rows == 0 || columns == 0) {
      return 0;
    }
    long length = (long) ld * (columns - 1) + rows;
    if (length > Integer.MAX_VALUE) {
      throw new IndexOutOfBoundsException("matrix %s is longer than an array".formatted(name));
    }
    Objects.checkFromIndexSize(offset, (int) length, array.length);
    return (int) length;
  }
}
