package io.github.paenmf.core.kernel;

import io.github.paenmf.core.linalg.Gemm;
import io.github.paenmf.core.tile.Tiles;

/**
 * By tiles of vectors, on the heap.
 *
 * @param tiles shared by all that is made
 */
record TiledArithmetic(Tiles tiles) implements DenseArithmetic {

  @Override
  public String name() {
    return tiles.name();
  }

  @Override
  public Products products() {
    return new TiledProducts(tiles);
  }

  @Override
  public EncoderProducts encoder() {
    return new GemmEncoderProducts(tiles.gemm());
  }

  @Override
  public Gemm gemm() {
    return tiles.gemm();
  }
}
