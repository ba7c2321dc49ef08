package io.github.paenmf.cuda.kernel;

import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.cuda.device.Device;
import io.github.paenmf.cuda.device.Queue;
import io.github.paenmf.cuda.device.Queue.Gemm;
import io.github.paenmf.cuda.memory.DeviceArray;
import io.github.paenmf.cuda.slab.DeviceSlab;
import java.util.Arrays;
import java.util.List;

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

  /** Most rows of a chunk: few enough that a float sum over them keeps its digits. */
  static final int CHUNK_ROWS = 2048;

  /** Fewest rows of a chunk; a multiple of it fits the tiles of cuBLAS. */
  private static final int CHUNK_STEP = 128;

  /** Tiles of a product that fill a large device a few times over, by way of more chunks. */
  private static final int WANTED_TILES = 512;

  /** Entries of a product that one tile has. */
  private static final int TILE_ENTRIES = 64 * 64;

  private static final int THREADS = 256;

  /** Threads and features of a block of {@code back_project}; the kernels' own constants. */
  private static final int NARROW_THREADS = 128;

  private static final int NARROW_SIDE = 256;

  /** Blocks that keep a large device busy. */
  private static final int NARROW_BLOCKS = 256;

  /** Most computed features a feature. */
  private static final double NARROW_WASTE = 1.1;

  /** Threads of a block of {@code part_sums}; the kernel's own constant. */
  private static final int SUM_THREADS = 128;

  /** Entries a block of the kernels that add slices; their own constant. */
  private static final int SLICED_ENTRIES = 32;

  /** Most sums of one launch. */
  private static final int SUMS_AT_ONCE = 4;

  /** Fewest rows that a block of {@code part_sums} adds, and most such blocks. */
  private static final int SUM_ROWS = 256;

  private static final int SUM_BLOCKS = 256;

  /** Side of the square that a block of {@code to_rows} or {@code add_stretches} turns. */
  private static final int TURNED = 32;

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
    long products = mostPartial(slab.rows(), largestProduct);
    long stretches = slab.sparse() ? slab.stretches() * stride(widest) : 0;
    partial.reserve(Float.BYTES * Math.max(1, Math.max(products, stretches)));
    blockSums.reserve(Double.BYTES * sumBlocks(slab.rows()) * SUMS_AT_ONCE * widest);
    if (slab.sparse()) {
      latentRows.reserve(Float.BYTES * slab.rows() * stride(widest));
    }
  }

  /** P = X V, n x width. */
  void project(DeviceSlab slab, Directions directions, long out) {
    int n = slab.rows();
    int m = slab.features();
    int width = directions.width();
    if (slab.sparse()) {
      int lanes = lanes(width);
      queue.launch(
          "csr_project",
          blocks(n, THREADS / lanes),
          panels(width, lanes),
          THREADS,
          slab.rowStart(),
          slab.columns(),
          slab.values(),
          directions.table(),
          out,
          n,
          width,
          lanes);
    } else {
      queue.gemm(
          new Gemm(
              true, false, n, width, m, 1f, slab.values(), m, directions.vectors(), m, 0f, out, n));
    }
  }

  /** Most columns of the kernel that suits so many. */
  private static int narrowWidth(int columns) {
    return columns > 32 ? 52 : columns > 16 ? 32 : 16;
  }

  /** into += X'L in double, width vectors of length m, for latents L of n x width. */
  void backProject(DeviceSlab slab, long latents, int width, long into) {
    int n = slab.rows();
    int m = slab.features();
    if (slab.sparse()) {
      toRows(latents, n, width, latentRows.address());
      int lanes = lanes(width);
      queue.launch(
          "csc_project",
          blocks(Math.max(1, slab.stretches()), THREADS / lanes),
          panels(width, lanes),
          THREADS,
          slab.stretchOrder(),
          slab.stretchStart(),
          slab.columnRows(),
          slab.columnValues(),
          latentRows.address(),
          partial.address(),
          slab.stretches(),
          width,
          lanes);
      queue.launch(
          "add_stretches",
          blocks(m, TURNED),
          blocks(width, TURNED),
          THREADS,
          slab.columnStretches(),
          partial.address(),
          into,
          m,
          width);
    } else if (narrowPays(n, m, width)) {
      backProjectNarrow(slab, latents, width, into);
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

  /** Whether the blocks of the narrow kernels fill a device and have few features too many. */
  private boolean narrowPays(int n, int m, int width) {
    int tiles = blocks(m, NARROW_SIDE);
    int chunks = blocks(n, chunkRows(n, (long) m * width));
    return m % 4 == 0
        && (long) tiles * chunks >= NARROW_BLOCKS
        && (long) tiles * NARROW_SIDE <= NARROW_WASTE * m;
  }

  /** The dense back-projection by kernels for few columns; m is a multiple of 4. */
  void backProjectNarrow(DeviceSlab slab, long latents, int width, long into) {
    int n = slab.rows();
    int m = slab.features();
    long length = (long) m * width;
    int rows = chunkRows(n, length);
    int chunks = blocks(n, rows);
    for (int from = 0; from < width; ) {
      int most = narrowWidth(width - from);
      int count = Math.min(most, width - from);
      queue.launch(
          "back_project_" + most,
          blocks(m, NARROW_SIDE),
          chunks,
          NARROW_THREADS,
          slab.values(),
          latents + (long) from * n * Float.BYTES,
          partial.address() + (long) from * m * Float.BYTES,
          n,
          m,
          count,
          rows,
          length);
      from += count;
    }
    addChunks(chunks, length, into);
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
    addChunks(full + (rest > 0 ? 1 : 0), length, into);
  }

  private void addChunks(int chunks, long length, long into) {
    queue.launch(
        "add_chunks",
        blocks(length, SLICED_ENTRIES),
        1,
        THREADS,
        partial.address(),
        into,
        chunks,
        length);
  }

  /**
   * A sum over rows of weight times term, in double, added to as many doubles as there are columns.
   *
   * @param x n x columns
   * @param y n x columns, for {@link Term#XY}; else 0
   * @param into where they are added
   */
  record PartSum(Term term, long x, long y, long into) {

    /** Of x alone. */
    static PartSum of(long x, long into) {
      return new PartSum(Term.X, x, 0, into);
    }

    /** Of x times y. */
    static PartSum of(long x, long y, long into) {
      return new PartSum(Term.XY, x, y, into);
    }
  }

  /**
   * At most four sums over rows at once.
   *
   * @param weights n weights, or 0
   */
  void partSums(List<PartSum> wanted, long weights, int n, int columns) {
    int count = wanted.size();
    int rows = sumRows(n);
    int blocks = (int) sumBlocks(n);
    long[] arguments = new long[3 * SUMS_AT_ONCE + 5];
    long[] into = new long[SUMS_AT_ONCE];
    long terms = 0;
    for (int s = 0; s < count; s++) {
      PartSum sum = wanted.get(s);
      arguments[3 * s] = sum.x();
      arguments[3 * s + 1] = sum.y();
      arguments[3 * s + 2] = weights;
      into[s] = sum.into();
      terms |= (long) sum.term().ordinal() << (Byte.SIZE * s);
    }
    int rest = 3 * SUMS_AT_ONCE;
    arguments[rest] = blockSums.address();
    arguments[rest + 1] = n;
    arguments[rest + 2] = columns;
    arguments[rest + 3] = rows;
    arguments[rest + 4] = terms;
    queue.launch("part_sums", blocks, count * columns, SUM_THREADS, arguments);
    addBlockSums(blocks, columns, Arrays.copyOf(into, count));
  }

  private void addBlockSums(int blocks, int columns, long... into) {
    long length = (long) into.length * columns;
    long[] all = Arrays.copyOf(into, SUMS_AT_ONCE);
    queue.launch(
        "add_block_sums",
        blocks(length, SLICED_ENTRIES),
        1,
        THREADS,
        blockSums.address(),
        all[0],
        all[1],
        all[2],
        all[3],
        blocks,
        columns,
        length);
  }

  /** The sums of a pass as they go back, the first ones as floats. */
  void packSums(long sums, long packed, long floats, long length) {
    queue.launch("pack_sums", blocks(length, THREADS), 1, THREADS, sums, packed, floats, length);
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

  /** Vectors of length n turned into one row an element, {@link #tableLength} floats. */
  void toRows(long vectors, int n, int width, long table) {
    queue.launch(
        "to_rows", blocks(n, TURNED), blocks(width, TURNED), THREADS, vectors, table, n, width);
  }

  /** Floats of a table of so many rows, each filled up to a multiple of four floats. */
  static long tableLength(int rows, int width) {
    return rows * stride(width);
  }

  private static long stride(int width) {
    return (width + 3L) / 4 * 4;
  }

  /** Threads that share a row of a sparse product: four parts each, a power of two. */
  private static int lanes(int width) {
    int lanes = 4;
    while (lanes < 32 && 4 * lanes < width) {
      lanes *= 2;
    }
    return lanes;
  }

  private static int panels(int width, int lanes) {
    return blocks(width, 4 * lanes);
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
   * @param moments whether means and variances are taken whatever the reading
   * @param sums where sums over rows go, or null: then KL, means and variances are written instead
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
      boolean moments,
      LatentSums sums) {
    boolean written = sums == null;
    boolean second = moments || reading == Reading.EXPECTED;
    int blocks = (int) sumBlocks(slab.rows());
    queue.launch(
        "latent_forward",
        blocks,
        rank,
        SUM_THREADS,
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
        written ? at.kl() : 0,
        moments ? at.mean() : 0,
        written && second ? at.variance() : 0,
        at.p(),
        slab.weights(),
        written ? 0 : blockSums.address(),
        slab.rows(),
        sumRows(slab.rows()),
        roundKey,
        reading.ordinal(),
        moments ? 1 : 0,
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
    if (!written) {
      addBlockSums(blocks, rank, sums.kl(), sums.ph(), sums.variance(), sums.meanPh());
    }
  }

  /**
   * Where the sums over rows of a slab's latents are added, r doubles each.
   *
   * @param kl of KL
   * @param ph of P times the coefficient as read
   * @param variance of Var(h), nothing when the reading does without
   * @param meanPh of P times E[h], likewise
   */
  record LatentSums(long kl, long ph, long variance, long meanPh) {}

  /**
   * The whole gradients in the places of a and c.
   *
   * @param biases 2 r doubles to which their sums over rows are added
   */
  void backward(DeviceSlab slab, LatentArrays at, int rank, long dH, long biases) {
    int blocks = (int) sumBlocks(slab.rows());
    queue.launch(
        "latent_backward",
        blocks,
        rank,
        SUM_THREADS,
        at.a(),
        at.c(),
        dH,
        at.hByA(),
        at.hByC(),
        slab.weights(),
        blockSums.address(),
        slab.rows(),
        sumRows(slab.rows()));
    addBlockSums(blocks, rank, biases, biases + (long) rank * Double.BYTES);
  }

  private void launchRows(String kernel, int n, int columns, long... arguments) {
    queue.launch(kernel, blocks(n, THREADS), columns, THREADS, arguments);
  }

  /**
   * Rows of a chunk of a product of so many entries. A product of few entries has few tiles and
   * keeps a device busy only by many chunks.
   */
  private int chunkRows(int n, long length) {
    long tiles = (length + TILE_ENTRIES - 1) / TILE_ENTRIES;
    long wanted = Math.max(1, WANTED_TILES / tiles);
    long step = (n + wanted - 1) / wanted;
    long rows = (step + CHUNK_STEP - 1) / CHUNK_STEP * CHUNK_STEP;
    long most = Math.max(1, partialBytes / (length * Float.BYTES));
    return (int) Math.max(Math.min(rows, CHUNK_ROWS), (n + most - 1) / most);
  }

  /** Most floats of the chunks of any product of at most so many entries. */
  private long mostPartial(int n, long length) {
    long filling = (long) WANTED_TILES * TILE_ENTRIES + 2 * length;
    long byLongest = (n + CHUNK_ROWS - 1L) / CHUNK_ROWS * length;
    long byShortest = (n + CHUNK_STEP - 1L) / CHUNK_STEP * length;
    long room = Math.max(length, partialBytes / Float.BYTES);
    return Math.min(room, Math.min(byShortest, Math.max(filling, byLongest)));
  }

  private static int sumRows(int n) {
    int rows = (n + SUM_BLOCKS - 1) / SUM_BLOCKS;
    return Math.max(SUM_ROWS, blocks(rows, SUM_THREADS) * SUM_THREADS);
  }

  private static long sumBlocks(int n) {
    int rows = sumRows(n);
    return Math.max(1, (n + rows - 1) / rows);
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
