package io.github.paenmf.core.linalg;

/**
 * Matrix product by ND4J. The three matrices are copied to reused buffers outside the heap and the
 * result is copied back, so that nothing is allocated once the buffers have grown.
 */
public final class NativeGemm implements Gemm, AutoCloseable {

  private final MatrixProducts products;
  private final NativeFloats nativeA = new NativeFloats();
  private final NativeFloats nativeB = new NativeFloats();
  private final NativeFloats nativeC = new NativeFloats();

  /** With what ND4J's backend does best. */
  public NativeGemm() {
    this(MatrixProducts.ofBackend());
  }

  /** With these products. */
  public NativeGemm(MatrixProducts products) {
    this.products = products;
  }

  @Override
  public void gemm(
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
      int ldc) {
    int spanA = Gemm.span("A", a, aOffset, transA ? k : m, transA ? m : k, lda);
    int spanB = Gemm.span("B", b, bOffset, transB ? n : k, transB ? k : n, ldb);
    int spanC = Gemm.span("C", c, cOffset, m, n, ldc);
    if (spanC == 0) {
      return;
    }
    nativeA.reserve(Math.max(1, spanA));
    nativeC.reserve(spanC);
    nativeA.put(a, aOffset, spanA);
    // A Gram matrix has the same array on both sides.
    boolean same = a == b && aOffset == bOffset && spanA == spanB;
    NativeFloats right = same ? nativeA : nativeB;
    if (!same) {
      nativeB.reserve(Math.max(1, spanB));
      nativeB.put(b, bOffset, spanB);
    }
    // Padding between the columns of C comes back with the result, so it goes along as well.
    if (beta != 0f || ldc != m) {
      nativeC.put(c, cOffset, spanC);
    }
    products.multiply(transA, transB, m, n, k, alpha, nativeA, lda, right, ldb, beta, nativeC, ldc);
    nativeC.get(0, c, cOffset, spanC);
  }

  /** Gives the memory outside the heap back. */
  @Override
  public void close() {
    nativeA.close();
    nativeB.close();
    nativeC.close();
  }
}
