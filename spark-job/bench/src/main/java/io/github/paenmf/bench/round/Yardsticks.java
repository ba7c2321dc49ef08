package io.github.paenmf.bench.round;

import io.github.paenmf.bench.products.ProductPass;
import io.github.paenmf.bench.products.SquareProduct;
import io.github.paenmf.core.block.Block;
import java.util.List;

/** What rounds are measured against. */
final class Yardsticks implements AutoCloseable {

  private final ProductPass products;
  private final ProductPass openBlas;
  private final SquareProduct square = new SquareProduct();

  Yardsticks(List<? extends Block> table, int rank) {
    products = ProductPass.asInTraining(table, rank);
    openBlas = ProductPass.byOpenBlas(table, rank);
  }

  Beside measure() {
    return new Beside(nanos(products), nanos(openBlas), nanos(square));
  }

  private static long nanos(Runnable work) {
    long start = Clock.nanos();
    work.run();
    return Clock.nanos() - start;
  }

  @Override
  public void close() {
    products.close();
    openBlas.close();
    square.close();
  }
}
