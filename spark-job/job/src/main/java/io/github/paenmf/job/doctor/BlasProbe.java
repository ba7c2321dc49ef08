package io.github.paenmf.job.doctor;

import io.github.paenmf.core.kernel.Products;
import io.github.paenmf.core.linalg.BlasThreads;
import io.github.paenmf.core.linalg.MatrixProducts;
import io.github.paenmf.core.linalg.NativeLibraries;
import java.nio.file.Path;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Looks at the native BLAS, and multiplies with it once through ND4J. */
final class BlasProbe {

  private BlasProbe() {}

  /**
   * Loads the libraries and asks them.
   *
   * @param scratch a folder to unpack them to where the home folder can't be written
   */
  static ProcessFacts.Blas look(Path scratch) {
    String forcedCore = System.getenv().getOrDefault("OPENBLAS_CORETYPE", "");
    try {
      NativeLibraries.load(scratch);
      multiply();
      return new ProcessFacts.Blas(
          MatrixProducts.ofBackend().name(),
          Products.dense(MatrixProducts.ofBackend()).name(),
          BlasThreads.coreName(),
          BlasThreads.get(),
          forcedCore,
          "");
    } catch (LinkageError | RuntimeException e) {
      // What went wrong comes wrapped several times; the innermost cause is what helps.
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return new ProcessFacts.Blas("", "", "", 0, forcedCore, cause.toString());
    }
  }

  private static void multiply() {
    INDArray two = Nd4j.valueArrayOf(new long[] {2, 2}, 2f);
    INDArray product = Nd4j.create(new long[] {2, 2}, 'f');
    Nd4j.gemm(two, two, product, false, false, 1.0, 0.0);
    if (product.getDouble(0, 0) != 8.0) {
      throw new IllegalStateException("a product came out as " + product + ", 8 expected");
    }
  }
}
