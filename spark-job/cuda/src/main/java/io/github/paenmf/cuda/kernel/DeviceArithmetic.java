package io.github.paenmf.cuda.kernel;

import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.cuda.device.Device;
import io.github.paenmf.cuda.device.Queue;
import io.github.paenmf.cuda.device.Queue.Gemm;
import io.github.paenmf.cuda.memory.DeviceArray;
import io.github.paenmf.cuda.slab.DeviceSlab;

/**
 * The steps that passes are made of, each a few launches. Latent-sized arrays are part-major as in
 * core: element (row i, part j) stands at {@code [j * n + i]}. All sums have a fixed order: a slab
 * is cut into chunks of rows, each chunk is added by itself, then the chunks in order and in
 * double.
 */
final class DeviceArithmetic implements AutoCloseable {

  /** What {@code part_sums} adds; the numbers are the kernel's. */
  enum Term {
    X,
    XY,
    POSITIVE_SQUARES,
    OTHER_SQUARES
  }

  /** Rows of a chunk: few enough that a float sum over them keeps its digits. */
  static final int CHUNK_ROWS = 2048;

  private static final int THREADS = 256;
  private static final int WARPS = THREADS / 32;

  /** Threads of a block of {@code part_sums}; the kernel's own constant. */
  private static final int SUM_THREADS = 128;

  /** Rows that a block of {@code part_sums} adds. */
  private static final int SUM_ROWS = 1024;

  private final Queue queue;
  private final long partialBytes;
  private final DeviceArray partial;
  private final DeviceArray blockSums;
  private final DeviceArray latentRows;

  /**
   * On a queue.
   *
   * @param partialBytes most bytes for partial products
   */
  DeviceArithmetic(Device device, Queue queue, long partialBytes) {
    this.queue = queue;
    this.partialBytes = partialBytes;
    partial = new DeviceArray(device);
    blockSums = new DeviceArray(device);
    latentRows = new DeviceArray(device);
  }

  /**
   * Takes all memory that the steps on a slab need, so that none of them fails half way.
   *
   * @param widest most columns of any latent-sized array
   * @param largestProduct most entries of a product of two such arrays, or of back-projected
   *     latents
   */
  void reserve(DeviceSlab slab, int widest, long largestProduct) {
    long products = chunks(slab.rows(), largestProduct) * largestProduct;
    long stretches = slab.sparse() ? (long) slab.stretches() * widest : 0;
    partial.reserve(Float.BYTES * Math.max(1, Math.max(products, stretches)));
    blockSums.reserve(Double.BYTES * sumBlocks(slab.rows()) * widest);
    if (slab.sparse()) {
      latentRows.reserve((long) Float.BYTES * slab.rows() * widest);
    }
  }

  /** P = X V, n x width. */
  void project(DeviceSlab slab, Directions directions, long out) {
    int n = slab.rows();
    int m = slab.features();
    int width = directions.width();
    if (slab.sparse()) {
      queue.launch(
          "csr_project",
          blocks(n, WARPS),
          1,
          THREADS,
          slab.rowStart(),
          slab.columns(),
          slab.values(),
          directions.table(),
          out,
          n,
          width);
    } else {
      queue.gemm(
          new Gemm(
              true, false, n, width, m, 1f, slab.values(), m, directions.vectors(), m, 0f, out, n));
    }
  }

  /** into += X'L in double, width vectors of length m, for latents L of n x width. */
  void backProject(DeviceSlab slab, long latents, int width, long into) {
    int n = slab.rows();
    int m = slab.features();
    if (slab.sparse()) {
      long cells = (long) n * width;
      queue.launch(
          "to_rows", blocks(cells, THREADS), 1, THREADS, latents, latentRows.address(), n, width);
      queue.launch(
          "csc_project",
          blocks(Math.max(1, slab.stretches()), WARPS),
          1,
          THREADS,
          slab.stretchStart(),
          slab.columnRows(),
          slab.columnValues(),
          latentRows.address(),
          partial.address(),
          slab.stretches(),
          width);
      queue.launch(
          "add_stretches",
          blocks((long) m * width, THREADS),
          1,
          THREADS,
          slab.columnStretches(),
          partial.address(),
          into,
          m,
          width);
    } else {
      long length = (long) m * width;
      int rows = chunkRows(n, length);
      Gemm first =
          new Gemm(
              false,
              false,
              m,
              width,
              Math.min(rows, n),
              1f,
              slab.values(),
              m,
              latents,
              n,
              0f,
              partial.address(),
              m);
      addChunks(first, rows, n, (long) rows * m, rows, length, into);
    }
  }

  /** into += L'R in double, column-major, for L of n x p and R of n x q. */
  void product(long left, int p, long right, int q, int n, long into) {
    long length = (long) p * q;
    int rows = chunkRows(n, length);
    Gemm first =
        new Gemm(
            true, false, p, q, Math.min(rows, n), 1f, left, n, right, n, 0f, partial.address(), p);
    addChunks(first, rows, n, rows, rows, length, into);
  }

  /** Products of all chunks of rows, a shorter one at the end, and their sum. */
  private void addChunks(
      Gemm first, int rows, int n, long strideA, long strideB, long length, long into) {
    int full = n / rows;
    int rest = n % rows;
    if (full > 0) {
      queue.gemm(first, strideA, strideB, length, full);
    }
    if (rest > 0) {
      queue.gemm(
          new Gemm(
              first.transA(),
              first.transB(),
              first.m(),
              first.n(),
              rest,
              first.alpha(),
              first.a() + full * strideA * Float.BYTES,
              first.lda(),
              first.b() + full * strideB * Float.BYTES,
              first.ldb(),
              first.beta(),
              first.c() + full * length * Float.BYTES,
              first.ldc()));
    }
    queue.launch(
        "add_chunks",
        blocks(length, THREADS),
        1,
        THREADS,
        partial.address(),
        into,
        full + (rest > 0 ? 1 : 0),
        length);
  }

  /**
   * into[j] += sum over rows of weight times term, in double.
   *
   * @param x n x columns
   * @param y n x columns, for {@link Term#XY}; else 0
   * @param weights n weights, or 0
   */
  void partSums(Term term, long x, long y, long weights, int n, int columns, long into) {
    int blocks = (int) sumBlocks(n);
    queue.launch(
        "part_sums",
        blocks,
        columns,
        SUM_THREADS,
        x,
        y,
        weights,
        blockSums.address(),
        n,
        SUM_ROWS,
        term.ordinal());
    queue.launch(
        "add_block_sums",
        blocks(columns, THREADS),
        1,
        THREADS,
        blockSums.address(),
        into,
        blocks,
        columns);
  }

  /** The array itself, or in {@code out} a copy with every row times its weight. */
  long counted(DeviceSlab slab, long x, int columns, long out) {
    if (slab.weights() == 0) {
      return x;
    }
    launchRows("weigh", slab.rows(), columns, x, slab.weights(), out, slab.rows());
    return out;
  }

  /** x -= offsets[j]. */
  void subtractOffsets(long x, long offsets, int n, int columns) {
    launchRows("subtract_offsets", n, columns, x, offsets, n);
  }

  /** Vectors of length m turned into one row a feature. */
  void toRows(long vectors, int m, int width, long table) {
    queue.launch(
        "to_rows", blocks((long) m * width, THREADS), 1, THREADS, vectors, table, m, width);
  }

  /** C = A B, n x q, for A of n x p and B of p x q. */
  void multiply(long a, int n, int p, long b, int q, float alpha, float beta, long c) {
    queue.gemm(new Gemm(false, false, n, q, p, alpha, a, n, b, p, beta, c, n));
  }

  /** Clips the ridge solution in h and sweeps over it. */
  void hals(long h, long p, long gram, int n, int rank, int sweeps) {
    queue.launch("hals_rows", blocks(n, 64), 1, 64, h, p, gram, n, rank, sweeps);
  }

  /**
   * The latents of a slab.
   *
   * @param biases r biases of the scale, then r of the shape
   * @param penalty r, for EXPECTED; else 0
   * @param noise given ln(-ln eps), n x r, or 0 to draw it
   * @param moments whether means and variances are written whatever the reading
   */
  void forward(
      DeviceSlab slab,
      LatentArrays at,
      int rank,
      LatentSpec spec,
      Reading reading,
      long roundKey,
      double klWeight,
      long biases,
      long penalty,
      long noise,
      boolean moments) {
    boolean second = moments || reading == Reading.EXPECTED;
    launchRows(
        "latent_forward",
        slab.rows(),
        rank,
        at.a(),
        at.c(),
        biases,
        biases + (long) rank * Float.BYTES,
        slab.keys(),
        noise,
        penalty,
        at.h(),
        at.hByA(),
        at.hByC(),
        at.kl(),
        moments ? at.mean() : 0,
        second ? at.variance() : 0,
        slab.rows(),
        roundKey,
        reading.ordinal(),
        spec.scaleActivation().ordinal(),
        spec.shapeActivation().ordinal(),
        bits(spec.scaleFloor()),
        bits(spec.shapeFloor()),
        bits(spec.scaleMin()),
        bits(spec.scaleMax()),
        bits(spec.shapeMin()),
        bits(spec.shapeMax()),
        bits((float) spec.priorShape()),
        bits((float) (1 / spec.priorShape())),
        bits((float) spec.priorScale()),
        bits((float) (1 / spec.priorScale())),
        bits((float) klWeight));
  }

  /** The whole gradients in the places of a and c. */
  void backward(DeviceSlab slab, LatentArrays at, int rank, long dH) {
    launchRows(
        "latent_backward",
        slab.rows(),
        rank,
        at.a(),
        at.c(),
        dH,
        at.hByA(),
        at.hByC(),
        slab.weights(),
        slab.rows());
  }

  private void launchRows(String kernel, int n, int columns, long... arguments) {
    queue.launch(kernel, blocks(n, THREADS), columns, THREADS, arguments);
  }

  private int chunkRows(int n, long length) {
    long most = Math.max(1, partialBytes / (length * Float.BYTES));
    return (int) Math.max(CHUNK_ROWS, (n + most - 1) / most);
  }

  private long chunks(int n, long length) {
    int rows = chunkRows(n, length);
    return (n + rows - 1L) / rows;
  }

  private static long sumBlocks(int n) {
    return Math.max(1, (n + SUM_ROWS - 1) / SUM_ROWS);
  }

  private static int blocks(long items, int each) {
    return Math.toIntExact((items + each - 1) / each);
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  @Override
  public void close() {
    partial.close();
    blockSums.close();
    latentRows.close();
  }
}
