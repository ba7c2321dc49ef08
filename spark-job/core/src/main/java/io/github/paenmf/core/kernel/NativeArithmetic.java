package io.github.paenmf.core.kernel;

import io.github.paenmf.core.linalg.Gemm;
import io.github.paenmf.core.linalg.MatrixProducts;
import io.github.paenmf.core.linalg.NativeGemm;

/**
 * By ND4J, on memory outside the heap.
 *
 * @param matrices the products of matrices
 */
record NativeArithmetic(MatrixProducts matrices) implements DenseArithmetic {

  @Override
  public String name() {
    return matrices.name();
  }

  @Override
  public Products products() {
    return new DenseProducts(matrices);
  }

  @Override
  public EncoderProducts encoder() {
    return new NativeEncoderProducts(matrices);
  }

  @Override
  public Gemm gemm() {
    return new NativeGemm(matrices);
  }
}
