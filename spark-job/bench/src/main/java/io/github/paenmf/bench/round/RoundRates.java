package io.github.paenmf.bench.round;

import io.github.paenmf.bench.products.ProductRates;
import io.github.paenmf.bench.products.SampleTables;
import io.github.paenmf.bench.products.SquareProduct;
import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.DenseBlock;
import io.github.paenmf.core.linalg.BlasThreads;
import io.github.paenmf.core.linalg.NativeLibraries;
import io.github.paenmf.core.train.Trainer;
import io.github.paenmf.core.train.TrainingListener;
import io.github.paenmf.core.train.TrainingParams;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Prints the rate of whole training rounds on one thread: pass, objective and the driver's step, as
 * the trainer itself makes them, in useful flops (4 nnz r + 8 n q r + 4 n r^2) against this
 * thread's best matrix product in the same run.
 *
 * <p>The tables have parts to find, since the latents' cost depends on their shapes: on a table
 * without structure most shapes stay near 1, where Gamma needs its longer way.
 *
 * <p>Times are processor time. Rates come from the fastest round and from the median one. After
 * rounds the products over X are measured alone, as training makes them and by OpenBLAS, and the
 * matrix product: ratios are medians over rounds and what was measured last, since the machine's
 * speed changes from one second to the next where others work on it. Arguments: the block sizes in
 * KB, default the project's own. Run it with a heap of fixed size and {@code -XX:+AlwaysPreTouch}:
 * where the first touch of memory is slow, it is counted otherwise as time of whatever allocates.
 */
public final class RoundRates {

  /**
   * Seconds of rounds, at half of the peak, before those that are counted: the compiler is at work
   * for some thirty rounds of the larger table, and until then latents take up to twice as long.
   */
  private static final double WARM_UP_SECONDS = 8;

  /** Seconds of rounds that are counted, likewise. */
  private static final double COUNTED_SECONDS = 4;

  /** Rounds at least, of both kinds. */
  private static final int FEWEST = 10;

  private RoundRates() {}

  /** Prints the table. */
  public static void main(String[] arguments) {
    // The driver's step is to run on this thread as well.
    System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "0");
    int[] sizes =
        arguments.length == 0
            ? new int[] {(int) (BlockLayout.DENSE_BLOCK_MB * 1024)}
            : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    NativeLibraries.load();
    BlasThreads.set(1);
    System.out.println(NativeLibraries.describe());
    double peak = ProductRates.peak();
    LatentRates.print();
    for (int kilobytes : sizes) {
      long bytes = kilobytes * 1024L;
      List<DenseBlock> large = SampleTables.withParts(20_000, 2_000, 50, bytes, 4);
      peak = round("20000 x 2000", large, 50, kilobytes, peak);
      List<DenseBlock> faces = SampleTables.withParts(2_429, 361, 81, bytes, 5);
      peak = round("2429 x 361", faces, 81, kilobytes, peak);
    }
    System.out.printf("product of 2048 x 2048, best of the run: %.1f GFLOP/s%n", peak);
  }

  /** Prints one table's rates; returns the best rate of the square product so far. */
  private static double round(
      String table, List<DenseBlock> blocks, int rank, int kilobytes, double peakBefore) {
    long rows = blocks.stream().mapToLong(Block::rows).sum();
    long stored = blocks.stream().mapToLong(Block::storedValues).sum();
    double flops = 4.0 * stored * rank + 8.0 * rows * 2 * rank * rank + 4.0 * rows * rank * rank;
    int warmUp = rounds(WARM_UP_SECONDS, peakBefore, flops);
    int counted = rounds(COUNTED_SECONDS, peakBefore, flops);
    TrainingParams params =
        TrainingParams.builder(rank).initSteps(2).maxIter(warmUp + counted).tol(0).build();
    List<RoundTimes> times;
    try (Yardsticks yardsticks = new Yardsticks(blocks, rank);
        TimedSource source = new TimedSource(blocks, yardsticks, Math.max(1, counted / FEWEST))) {
      new Trainer(params, TrainingListener.SILENT).fit(source);
      times = source.rounds().subList(warmUp, source.rounds().size());
    }
    double fastestSquare = best(times, time -> time.beside().square());
    double peak = Math.max(peakBefore, SquareProduct.FLOPS * 1e-9 / fastestSquare);
    double products = median(times, time -> time.beside().products());
    double openBlas = median(times, time -> time.beside().openBlas());
    double best = best(times, RoundTimes::total);
    double median = median(times, RoundTimes::total);
    double latents = median(times, RoundTimes::latents);
    double driver = median(times, time -> time.total() - time.pass());
    double rest = median(times, RoundTimes::pass) - latents - products;
    System.out.printf(
        "%s, r = %d, q = %d, blocks of %d KB (%d rows), %d rounds: best %.2f, median %.2f of"
            + " peak, %.1f GFLOP/s; %.2f of the same product beside it%n",
        table,
        rank,
        2 * rank,
        kilobytes,
        blocks.get(0).rows(),
        times.size(),
        flops * 1e-9 / best / peak,
        flops * 1e-9 / median / peak,
        peak,
        ratio(times, time -> time.beside().square(), RoundTimes::total)
            * flops
            / SquareProduct.FLOPS);
    System.out.printf(
        "  round %.1f ms = %.2f x its products: products %.1f (by OpenBLAS %.1f), latents %.1f"
            + " (%.1f ns a pair), encoder, r x r and sums %.1f, driver %.1f%n",
        median * 1e3,
        ratio(times, RoundTimes::total, time -> time.beside().products()),
        products * 1e3,
        openBlas * 1e3,
        latents * 1e3,
        latents * 1e9 / (rows * rank),
        rest * 1e3,
        driver * 1e3);
    return peak;
  }

  /** As many as take that long at half of the peak. */
  private static int rounds(double seconds, double peak, double flops) {
    return Math.max(FEWEST, (int) (seconds * 0.5e9 * peak / flops));
  }

  /** Median of one time over the other of the same round. */
  private static double ratio(
      List<RoundTimes> times, ToLongFunction<RoundTimes> one, ToLongFunction<RoundTimes> other) {
    double[] ratios =
        times.stream()
            .mapToDouble(time -> (double) one.applyAsLong(time) / other.applyAsLong(time))
            .sorted()
            .toArray();
    return ratios[ratios.length / 2];
  }

  private static double best(List<RoundTimes> times, ToLongFunction<RoundTimes> which) {
    return times.stream().mapToLong(which).min().orElseThrow() * 1e-9;
  }

  private static double median(List<RoundTimes> times, ToLongFunction<RoundTimes> which) {
    List<RoundTimes> sorted = times.stream().sorted(Comparator.comparingLong(which)).toList();
    return which.applyAsLong(sorted.get(sorted.size() / 2)) * 1e-9;
  }
}
