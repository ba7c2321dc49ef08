package io.github.paenmf.core.linalg;

/**
 * Matrix product in plain Java loops: the reference, and the choice for products too small to be
 * worth a native call. Every sum runs over ascending k, in float32.
 */
public final class PlainGemm implements Gemm {

  /** Rows of C worked on together, so that the strip of A stays in the first-level cache. */
  private static final int STRIP = 256;

  private float[] straight = new float[0];

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
    Gemm.span("A", a, aOffset, transA ? k : m, transA ? m : k, lda);
    Gemm.span("B", b, bOffset, transB ? n : k, transB ? k : n, ldb);
    if (Gemm.span("C", c, cOffset, m, n, ldc) == 0) {
      return;
    }
    scale(m, n, beta, c, cOffset, ldc);
    int rowStep = transB ? ldb : 1;
    int columnStep = transB ? 1 : ldb;
    for (int from = 0; from < m; from += STRIP) {
      int rows = Math.min(STRIP, m - from);
      float[] left = a;
      int leftOffset = aOffset + from;
      int leftLd = lda;
      if (transA) {
        left = straighten(a, aOffset + from * lda, lda, rows, k);
        leftOffset = 0;
        leftLd = rows;
      }
      for (int j = 0; j < n; j++) {
        int column = cOffset + j * ldc + from;
        for (int l = 0; l < k; l++) {
          float factor = alpha * b[bOffset + l * rowStep + j * columnStep];
          addScaled(rows, factor, left, leftOffset + l * leftLd, c, column);
        }
      }
    }
  }

  private float[] straighten(float[] a, int offset, int lda, int rows, int k) {
    int length = Math.multiplyExact(rows, k);
    if (straight.length < length) {
      straight = new float[length];
    }
    for (int i = 0; i < rows; i++) {
      for (int l = 0; l < k; l++) {
        straight[l * rows + i] = a[offset + i * lda + l];
      }
    }
    return straight;
  }

  private static void addScaled(int length, float factor, float[] x, int at, float[] y, int to) {
    for (int i = 0; i < length; i++) {
      y[to + i] += factor * x[at + i];
    }
  }

  private static void scale(int m, int n, float beta, float[] c, int cOffset, int ldc) {
    for (int j = 0; j < n; j++) {
      int column = cOffset + j * ldc;
      for (int i = 0; i < m; i++) {
        c[column + i] = beta == 0f ? 0f : beta * c[column + i];
      }
    }
  }
}
