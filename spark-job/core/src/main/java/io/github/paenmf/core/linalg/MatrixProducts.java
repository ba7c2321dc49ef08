package io.github.paenmf.core.linalg;

import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's matrix products on buffers outside the heap, by whichever backend ND4J found on the class
 * path: on the processor by OpenBLAS, otherwise by ND4J's own product of arrays, which is how its
 * CUDA backend takes them to its device. Stateless, for any number of threads.
 */
public abstract class MatrixProducts {

  MatrixProducts() {}

  /** What ND4J's backend does best; loads the native libraries. */
  public static MatrixProducts ofBackend() {
    NativeLibraries.load();
    return Choice.MADE;
  }

  /** ND4J's own product of arrays on any backend, to compare with what was chosen. */
  public static MatrixProducts ofArrays() {
    NativeLibraries.load();
    return new ArrayProducts(backend());
  }

  private static String backend() {
    return Nd4j.getBackend().getClass().getSimpleName();
  }

  /**
   * Which kernel multiplies, such as {@code openblas-SkylakeX}; it goes into a model's metadata.
   */
  public abstract String name();

  /** Whether these are OpenBLAS's, on the processor. */
  public boolean areOpenBlas() {
    return false;
  }

  /**
   * C = alpha op(A) op(B) + beta C, column-major, each matrix at the start of its buffer; the
   * caller has checked that they fit. Sizes and leading dimensions are those of {@link Gemm#gemm}.
   */
  public abstract void multiply(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      float alpha,
      NativeFloats a,
      int lda,
      NativeFloats b,
      int ldb,
      float beta,
      NativeFloats c,
      int ldc);

  /** The same in double precision. */
  abstract void multiply(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      double alpha,
      NativeDoubles a,
      int lda,
      NativeDoubles b,
      int ldb,
      double beta,
      NativeDoubles c,
      int ldc);

  /** Made once the libraries are loaded. */
  private static final class Choice {

    private static final MatrixProducts MADE =
        backend().equals("CpuBackend") ? new OpenBlasProducts() : new ArrayProducts(backend());

    private Choice() {}
  }
}
