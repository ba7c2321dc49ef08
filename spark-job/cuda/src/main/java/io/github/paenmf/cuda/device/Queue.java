package io.github.paenmf.cuda.device;

import java.nio.ByteBuffer;

/**
 * Work for a device, in two lanes that run beside each other: copies to the device, and arithmetic
 * with the copies back. Each lane keeps its order; a {@link Mark} makes one wait for the other.
 * Nothing but {@link #download} and {@link #await} waits for the device.
 */
public interface Queue extends AutoCloseable {

  /** A place in a lane. */
  interface Mark {}

  /** The two lanes. */
  enum Lane {
    /** Copies from the host to the device. */
    COPY,
    /** Kernels, products, and copies back. */
    COMPUTE
  }

  /** Makes the device the calling thread's; to be called before any other work on that thread. */
  void enter();

  /** A mark that is not set yet; waiting for it returns at once. */
  Mark newMark();

  /** Sets a mark behind everything that the lane was given so far. */
  void set(Mark mark, Lane lane);

  /** Later work of the lane waits for a mark. */
  void await(Mark mark, Lane lane);

  /** The calling thread waits for a mark. */
  void await(Mark mark);

  /** Copies from the start of pinned host memory, in the copy lane. */
  void upload(ByteBuffer from, long bytes, long to);

  /** Sets bytes to 0, in the compute lane. */
  void zero(long address, long bytes);

  /** Copies back to the start of pinned host memory and waits for it and all before it. */
  void download(long from, ByteBuffer to, long bytes);

  /**
   * Runs a kernel of {@link io.github.paenmf.cuda.source.KernelSource}.
   *
   * @param kernel its name
   * @param blocksX blocks along x
   * @param blocksY blocks along y
   * @param threads threads a block
   * @param arguments the kernel's arguments in order: addresses, integers, and doubles as their
   *     bits
   */
  void launch(String kernel, int blocksX, int blocksY, int threads, long... arguments);

  /** C = alpha op(A) op(B) + beta C in float32, column-major, as BLAS has it. */
  void gemm(Gemm product);

  /**
   * The same for several products at once, each a stride further.
   *
   * @param product the first one
   * @param strideA floats from an A to the next
   * @param strideB floats from a B to the next
   * @param strideC floats from a C to the next
   * @param count number of products
   */
  void gemm(Gemm product, long strideA, long strideB, long strideC, int count);

  @Override
  void close();

  /**
   * A product C = alpha op(A) op(B) + beta C, column-major.
   *
   * @param transA whether op(A) is A'
   * @param transB whether op(B) is B'
   * @param m rows of op(A) and C
   * @param n columns of op(B) and C
   * @param k columns of op(A), rows of op(B)
   * @param alpha factor of the product
   * @param a address of A
   * @param lda distance between columns of A
   * @param b address of B
   * @param ldb distance between columns of B
   * @param beta factor of the old C; with 0 it is not read
   * @param c address of C
   * @param ldc distance between columns of C
   */
  record Gemm(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      float alpha,
      long a,
      int lda,
      long b,
      int ldb,
      float beta,
      long c,
      int ldc) {}
}
