package io.github.paenmf.bench.products;

import io.github.paenmf.core.linalg.MatrixProducts;
import io.github.paenmf.core.linalg.NativeFloats;
import java.util.List;
import java.util.SplittableRandom;

/** The product of two matrices of 2048 x 2048 by OpenBLAS: what this thread can do at best. */
public final class SquareProduct implements AutoCloseable, Runnable {

  private static final int SIZE = 2048;

  /** Flops of {@link #run}. */
  public static final double FLOPS = 2.0 * SIZE * SIZE * SIZE;

  private final MatrixProducts products = MatrixProducts.ofBackend();
  private final NativeFloats a = new NativeFloats();
  private final NativeFloats b = new NativeFloats();
  private final NativeFloats c = new NativeFloats();

  /** With matrices of random numbers. */
  public SquareProduct() {
    for (NativeFloats matrix : List.of(a, b, c)) {
      matrix.reserve(SIZE * SIZE);
      matrix.put(SampleTables.floats(new SplittableRandom(1), SIZE * SIZE), 0, SIZE * SIZE);
    }
  }

  @Override
  public void run() {
    products.multiply(false, false, SIZE, SIZE, SIZE, 1f, a, SIZE, b, SIZE, 0f, c, SIZE);
  }

  @Override
  public void close() {
    a.close();
    b.close();
    c.close();
  }
}
