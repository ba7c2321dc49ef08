package io.github.paenmf.bench.products;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.kernel.DenseProducts;
import io.github.paenmf.core.kernel.Products;
import io.github.paenmf.core.linalg.MatrixProducts;
import java.util.List;
import java.util.SplittableRandom;

/** The two products over X of a pass over blocks, alone: with its begin and its sum. */
public final class ProductPass implements AutoCloseable, Runnable {

  private final Products products;
  private final List<? extends Block> blocks;
  private final int rank;
  private final float[] parts;
  private final float[] latents;
  private final float[] out;
  private final float[] sum;

  private ProductPass(Products products, List<? extends Block> blocks, int rank) {
    this.products = products;
    this.blocks = blocks;
    this.rank = rank;
    int features = blocks.get(0).features();
    int longest = blocks.stream().mapToInt(Block::rows).max().orElseThrow();
    parts = SampleTables.floats(new SplittableRandom(7), rank * features);
    latents = SampleTables.floats(new SplittableRandom(8), rank * longest);
    out = new float[rank * longest];
    sum = new float[rank * features];
  }

  /** By the products that training takes. */
  public static ProductPass asInTraining(List<? extends Block> blocks, int rank) {
    return new ProductPass(Products.forBlock(blocks.get(0)), blocks, rank);
  }

  /** By OpenBLAS, for dense blocks. */
  public static ProductPass byOpenBlas(List<? extends Block> blocks, int rank) {
    return new ProductPass(new DenseProducts(MatrixProducts.ofBackend()), blocks, rank);
  }

  @Override
  public void run() {
    products.begin(parts, rank, blocks.get(0).features());
    for (Block block : blocks) {
      products.project(block, out);
      products.backProject(block, latents);
    }
    products.addSumTo(sum);
  }

  /** Useful flops of {@link #run}: 4 r for each stored value. */
  public double flops() {
    return 4.0 * rank * blocks.stream().mapToLong(Block::storedValues).sum();
  }

  @Override
  public void close() {
    products.close();
  }
}
