package io.github.paenmf.core.linalg;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.cpu.nativecpu.blas.CpuLevel3;

/**
 * ND4J's matrix products on buffers outside the heap.
 *
 * <p>It enters ND4J at its level-3 BLAS class. The general entry points wrap every product in an
 * operation object and check shapes again, which costs ten times the product itself at 9 x 94 x 94.
 */
public final class NativeBlas {

  private static final Level3 LEVEL3 = new Level3();

  private NativeBlas() {}

  /**
   * C = alpha op(A) op(B) + beta C, column-major, each matrix at the start of its buffer; the
   * caller has checked that they fit. Sizes and leading dimensions are those of {@link Gemm#gemm}.
   */
  public static void multiply(
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
    LEVEL3.multiply(
        transA, transB, m, n, k, alpha, a.array(), lda, b.array(), ldb, beta, c.array(), ldc);
  }

  /** The same in double precision. */
  static void multiply(
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
    LEVEL3.multiply(
        transA, transB, m, n, k, alpha, a.array(), lda, b.array(), ldb, beta, c.array(), ldc);
  }

  private static final class Level3 extends CpuLevel3 {
    void multiply(
        boolean transA,
        boolean transB,
        int m,
        int n,
        int k,
        float alpha,
        INDArray a,
        int lda,
        INDArray b,
        int ldb,
        float beta,
        INDArray c,
        int ldc) {
      char opA = transA ? 't' : 'n';
      char opB = transB ? 't' : 'n';
      sgemm('f', opA, opB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
    }

    void multiply(
        boolean transA,
        boolean transB,
        int m,
        int n,
        int k,
        double alpha,
        INDArray a,
        int lda,
        INDArray b,
        int ldb,
        double beta,
        INDArray c,
        int ldc) {
      char opA = transA ? 't' : 'n';
      char opB = transB ? 't' : 'n';
      dgemm('f', opA, opB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
    }
  }
}
