package io.github.paenmf.core.tile;

import io.github.paenmf.core.linalg.Gemm;
import java.util.Arrays;

/**
 * {@link Gemm} by tiles. C' is computed, since the elements of a column stand side by side: its
 * rows are C's columns, the groups are rows of op(B)', the panels are columns of op(A)'.
 */
public final class TiledGemm implements Gemm {

  private final PanelProduct product;
  private final Workspace space;
  private final Workspace.Area right = new Workspace.Area();
  private final Workspace.Area panel = new Workspace.Area();
  private final Workspace.Area tile = new Workspace.Area();
  private final Workspace.Area result = new Workspace.Area();

  TiledGemm(PanelProduct product, Workspace space) {
    this.product = product;
    this.space = space;
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
    Gemm.span("A", a, aOffset, transA ? k : m, transA ? m : k, lda);
    Gemm.span("B", b, bOffset, transB ? n : k, transB ? k : n, ldb);
    if (Gemm.span("C", c, cOffset, m, n, ldc) == 0) {
      return;
    }
    RowGroups groups = new RowGroups(n);
    int width = product.width();
    space.reserve(right, (long) groups.padded() * k);
    space.reserve(tile, product.tileLength());
    space.reserve(panel, (long) k * width);
    space.reserve(result, (long) groups.padded() * width);
    float[] values = space.values();
    groups.lay(b, bOffset, transB ? 1 : ldb, transB ? ldb : 1, k, values, right.at());
    for (int i = 0; i < m; i += width) {
      int columns = Math.min(width, m - i);
      if (transA) {
        Panels.turn(a, aOffset + i * lda, lda, k, columns, values, panel.at(), width);
      } else {
        Panels.copy(a, aOffset + i, lda, k, columns, values, panel.at(), width);
      }
      Arrays.fill(values, result.at(), result.at() + groups.padded() * width, 0f);
      product.add(
          groups, right.at(), k, 0, k, columns, tile.at(), values, panel.at(), width, result.at());
      for (int j = 0; j < n; j++) {
        write(values, result.at() + j * width, columns, alpha, beta, c, cOffset + j * ldc + i);
      }
    }
  }

  private static void write(
      float[] from, int at, int count, float alpha, float beta, float[] c, int cAt) {
    if (alpha == 1f && beta == 0f) {
      System.arraycopy(from, at, c, cAt, count);
    } else if (beta == 0f) {
      for (int i = 0; i < count; i++) {
        c[cAt + i] = alpha * from[at + i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        c[cAt + i] = alpha * from[at + i] + beta * c[cAt + i];
      }
    }
  }
}
