package io.github.paenmf.core.kernel;

import io.github.paenmf.core.linalg.Gemm;
import io.github.paenmf.core.linalg.MatrixProducts;
import io.github.paenmf.core.tile.Tiles;
import java.util.Optional;

/**
 * What multiplies dense float32 matrices on the processor, and everything made of it. What one
 * instance makes is used by one thread at a time.
 */
public interface DenseArithmetic {

  /** Such as {@code openblas-SkylakeX}; it goes into a model's metadata. */
  String name();

  /** The products over dense blocks. */
  Products products();

  /** The products of the encoder with cached scores. */
  EncoderProducts encoder();

  /** Products of small matrices. */
  Gemm gemm();

  /**
   * The fastest for this JVM and processor: tiles instead of OpenBLAS on Intel's processors with
   * registers of 512 bits, otherwise what ND4J's backend does best.
   */
  static DenseArithmetic best() {
    MatrixProducts products = MatrixProducts.ofBackend();
    if (products.areOpenBlas()) {
      Optional<Tiles> tiles = Tiles.whereFastest();
      if (tiles.isPresent()) {
        return new TiledArithmetic(tiles.get());
      }
    }
    return new NativeArithmetic(products);
  }

  /** By these products of matrices. */
  static DenseArithmetic of(MatrixProducts products) {
    return new NativeArithmetic(products);
  }
}
