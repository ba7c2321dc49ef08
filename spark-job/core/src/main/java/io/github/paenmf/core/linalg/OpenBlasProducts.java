package io.github.paenmf.core.linalg;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.cpu.nativecpu.blas.CpuLevel3;

/**
 * Products by ND4J's processor backend and its OpenBLAS.
 *
 * <p>It enters ND4J at its level-3 BLAS class. The general entry points wrap every product in an
 * operation object and check shapes again, which costs ten times the product itself at 9 x 94 x 94.
 */
final class OpenBlasProducts extends MatrixProducts {

  private static final Level3 LEVEL3 = new Level3();

  @Override
  public String name() {
    return "openblas-" + BlasThreads.coreName();
  }

  @Override
  public boolean areOpenBlas() {
    return true;
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
    LEVEL3.multiply(
        transA, transB, m, n, k, alpha, a.array(), lda, b.array(), ldb, beta, c.array(), ldc);
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
