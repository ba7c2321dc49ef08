package io.github.paenmf.bench.products;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.linalg.BlasThreads;
import io.github.paenmf.core.linalg.NativeGemm;
import io.github.paenmf.core.linalg.NativeLibraries;
import io.github.paenmf.core.linalg.PlainGemm;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Prints the rate of the two products over X in one table: dense by block size as a fraction of
 * this thread's best matrix product, sparse by block size, the small product's call time and the
 * memory's rate.
 *
 * <p>Every figure is the median of several passes over the whole table; a pass is X W and X'H over
 * all blocks with its begin and its sum. Time is the processor time of the one thread that works,
 * so that other work on the machine disturbs less. Arguments: none, or {@code dense}, {@code
 * sparse}, {@code small} for one part of the table.
 */
public final class ProductRates {

  private static final int PASSES = 7;
  private static final int RANK = 50;

  private ProductRates() {}

  /** Prints the table. */
  public static void main(String[] arguments) {
    List<String> parts =
        arguments.length == 0 ? List.of("small", "dense", "sparse") : Arrays.asList(arguments);
    NativeLibraries.load();
    BlasThreads.set(1);
    System.out.println(NativeLibraries.describe());
    double peak = peak();
    System.out.printf("sgemm 2048 x 2048 x 2048, best: %.0f GFLOP/s%n", peak);
    System.out.printf("copy of 256 MB, median: %.1f GB/s read and written%n", memory());
    if (parts.contains("small")) {
      small();
    }
    if (parts.contains("dense")) {
      dense(peak);
    }
    if (parts.contains("sparse")) {
      sparse();
    }
  }

  /** Best rate in GFLOP/s of a product of 2048 x 2048 x 2048 on this thread. */
  public static double peak() {
    try (SquareProduct product = new SquareProduct()) {
      double best = Double.MAX_VALUE;
      for (int repeat = 0; repeat < 12; repeat++) {
        long start = cpuNanos();
        product.run();
        best = Math.min(best, cpuNanos() - start);
      }
      return SquareProduct.FLOPS / best;
    }
  }

  private static double memory() {
    float[] from = new float[32 << 20];
    float[] to = new float[32 << 20];
    double seconds = median(() -> System.arraycopy(from, 0, to, 0, from.length));
    return 2.0 * from.length * Float.BYTES / seconds * 1e-9;
  }

  private static void small() {
    int m = 9;
    int n = 94;
    float[] a = SampleTables.floats(new SplittableRandom(2), m * n);
    float[] b = SampleTables.floats(new SplittableRandom(3), n * n);
    float[] c = new float[m * n];
    PlainGemm plain = new PlainGemm();
    int calls = 20_000;
    try (NativeGemm blas = new NativeGemm()) {
      double plainTime =
          median(
              () -> {
                for (int call = 0; call < calls; call++) {
                  plain.gemm(false, false, m, n, n, 1f, a, 0, m, b, 0, n, 0f, c, 0, m);
                }
              });
      double blasTime =
          median(
              () -> {
                for (int call = 0; call < calls; call++) {
                  blas.gemm(false, false, m, n, n, 1f, a, 0, m, b, 0, n, 0f, c, 0, m);
                }
              });
      System.out.printf(
          "product of 9 x 94 x 94 from heap arrays: plain %.0f ns, ND4J with its copies %.0f ns%n",
          plainTime / calls * 1e9, blasTime / calls * 1e9);
    }
  }

  private static void dense(double peak) {
    System.out.printf(
        "%ndense tables: GFLOP/s of both products, fraction of peak, the same by OpenBLAS%n");
    for (int kilobytes = 64; kilobytes <= 16384; kilobytes *= 2) {
      List<? extends Block> blocks = SampleTables.dense(20_000, 2_000, kilobytes * 1024L, 4);
      report("20000 x 2000, r = 50, blocks of %d KB (%d rows)", blocks, kilobytes, RANK, peak);
    }
    for (int kilobytes : new int[] {256, 1024, 4096}) {
      List<? extends Block> faces = SampleTables.dense(2_429, 361, kilobytes * 1024L, 5);
      report("2429 x 361, r = 81, blocks of %d KB (%d rows)", faces, kilobytes, 81, peak);
    }
  }

  private static void report(
      String what, List<? extends Block> blocks, int kilobytes, int r, double peak) {
    String label = what.formatted(kilobytes, blocks.get(0).rows());
    double rate = rate(ProductPass.asInTraining(blocks, r));
    double openBlas = rate(ProductPass.byOpenBlas(blocks, r));
    System.out.printf(
        "  %-52s %6.1f  %.2f  %6.1f  %.2f%n", label, rate, rate / peak, openBlas, openBlas / peak);
  }

  private static void sparse() {
    System.out.printf("%nsparse tables: GFLOP/s of both products (4 r flops a non-zero)%n");
    for (int kilobytes = 256; kilobytes <= 16384; kilobytes *= 4) {
      List<? extends Block> blocks =
          SampleTables.sparse(20_000, 20_000, 0.05, kilobytes * 1024L, 6);
      double rate = rate(ProductPass.asInTraining(blocks, RANK));
      System.out.printf(
          "  %-52s %6.1f%n",
          "20000 x 20000, 5 %%, r = 50, blocks of %d KB (%d rows)"
              .formatted(kilobytes, blocks.get(0).rows()),
          rate);
    }
    List<? extends Block> thin = SampleTables.sparse(20_000, 20_000, 0.0125, 4 << 20, 6);
    List<? extends Block> full = SampleTables.sparse(20_000, 20_000, 0.05, 4 << 20, 6);
    System.out.printf(
        "  time of 5 %% over time of 1.25 %%, blocks of 4 MB: %.2f%n",
        seconds(full) / seconds(thin));
  }

  private static double seconds(List<? extends Block> blocks) {
    try (ProductPass pass = ProductPass.asInTraining(blocks, RANK)) {
      return median(pass);
    }
  }

  private static double rate(ProductPass pass) {
    try (pass) {
      return pass.flops() * 1e-9 / median(pass);
    }
  }

  /** Median seconds of several runs, after one run to warm up. */
  private static double median(Runnable work) {
    work.run();
    double[] seconds = new double[PASSES];
    for (int pass = 0; pass < PASSES; pass++) {
      long start = cpuNanos();
      work.run();
      seconds[pass] = (cpuNanos() - start) * 1e-9;
    }
    Arrays.sort(seconds);
    return seconds[PASSES / 2];
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
