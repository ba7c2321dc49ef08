package io.github.paenmf.core.linalg;

import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Products by ND4J's own product of arrays, which every backend has. The arrays are views of reused
 * buffers. Dearer than {@link OpenBlasProducts} on the processor: each product is an operation of
 * its own.
 */
final class ArrayProducts extends MatrixProducts {

  private final String name;

  /**
   * For a backend.
   *
   * @param backend the simple name of ND4J's class for it, such as {@code JCublasBackend}
   */
  ArrayProducts(String backend) {
    name = "nd4j-" + backend.replaceFirst("Backend$", "").toLowerCase(Locale.ROOT);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void multiply(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      float alpha,
      NativeFloats a,
      int lda,
      NativeFloats b,
      int ldb,
      float beta,
      NativeFloats c,
      int ldc) {
    if (k == 0) {
      scale(c.matrix(m, n, ldc), beta);
      return;
    }
    multiply(
        transA,
        transB,
        alpha,
        a.matrix(transA ? k : m, transA ? m : k, lda),
        b.matrix(transB ? n : k, transB ? k : n, ldb),
        beta,
        c.matrix(m, n, ldc),
        ldc == m);
  }

  @Override
  void multiply(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      double alpha,
      NativeDoubles a,
      int lda,
      NativeDoubles b,
      int ldb,
      double beta,
      NativeDoubles c,
      int ldc) {
    if (k == 0) {
      scale(c.matrix(m, n, ldc), beta);
      return;
    }
    multiply(
        transA,
        transB,
        alpha,
        a.matrix(transA ? k : m, transA ? m : k, lda),
        b.matrix(transB ? n : k, transB ? k : n, ldb),
        beta,
        c.matrix(m, n, ldc),
        ldc == m);
  }

  private static void multiply(
      boolean transA,
      boolean transB,
      double alpha,
      INDArray a,
      INDArray b,
      double beta,
      INDArray c,
      boolean whole) {
    if (whole) {
      Nd4j.gemm(a, b, c, transA, transB, alpha, beta);
    } else {
      // ND4J has no product into a matrix whose columns lie apart.
      INDArray product = Nd4j.gemm(a, b, transA, transB).muli(alpha);
      scale(c, beta).addi(product);
    }
  }

  /** With 0, old values are not read, be they NaN. */
  private static INDArray scale(INDArray c, double beta) {
    return beta == 0 ? c.assign(0) : c.muli(beta);
  }
}
