package io.github.paenmf.bench.kernel;

import io.github.paenmf.bench.latent.LatentBenchmark;
import io.github.paenmf.core.block.Block;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs all JMH benchmarks, each in a JVM of its own, and prints one table: the machine's best
 * float32 product and its copy, the kernels' rates as shares of that product, and nanoseconds a
 * latent. Times are medians.
 *
 * <p>Arguments: {@code short} measures once and briefly, to see that all run.
 */
public final class KernelTable {

  private static final double MEDIAN = 50;

  private KernelTable() {}

  /** Prints the table. */
  public static void main(String[] arguments) throws RunnerException {
    boolean brief = arguments.length > 0 && arguments[0].equals("short");
    double peak = machine(brief);
    for (RunResult run : run(PassBenchmark.class.getName(), brief)) {
      SampleTable table = SampleTable.valueOf(run.getParams().getParam("table"));
      List<? extends Block> blocks = table.blocks();
      boolean products = run.getParams().getBenchmark().endsWith(".products");
      double flops = products ? table.productFlops(blocks) : table.passFlops(blocks);
      double rate = flops / nanos(run);
      System.out.printf(
          "%-18s %d x %d%s, rank %d: %8.2f ms %7.1f GFLOP/s, %.2f of sgemm%n",
          products ? "two products" : "training pass",
          table.rows,
          table.features,
          table.density < 1 ? ", %.0f %%".formatted(100 * table.density) : "",
          table.rank,
          nanos(run) * 1e-6,
          rate,
          rate / peak);
    }
    for (RunResult run : run(LatentBenchmark.class.getName(), brief)) {
      System.out.printf(
          "latents, %-8s shapes %-8s %s arithmetic: %.1f ns a row and part%n",
          run.getParams().getParam("reading"),
          run.getParams().getParam("shapes"),
          run.getParams().getParam("arithmetic"),
          run.getPrimaryResult().getScore());
    }
  }

  /** GFLOP/s of the best product. */
  private static double machine(boolean brief) throws RunnerException {
    double peak = 0;
    for (RunResult run : run(MachineBenchmark.class.getName(), brief)) {
      if (run.getParams().getBenchmark().endsWith(".sgemm")) {
        double least = run.getPrimaryResult().getStatistics().getMin();
        peak = 2.0 * MachineBenchmark.SIDE * MachineBenchmark.SIDE * MachineBenchmark.SIDE / least;
        System.out.printf("sgemm 2048 x 2048 x 2048, best: %.1f GFLOP/s%n", peak);
      } else {
        System.out.printf(
            "copy of 128 MB: %.1f GB/s read and written%n",
            2.0 * Float.BYTES * MachineBenchmark.COPIED / nanos(run));
      }
    }
    return peak;
  }

  private static double nanos(RunResult run) {
    return run.getPrimaryResult().getStatistics().getPercentile(MEDIAN);
  }

  private static Collection<RunResult> run(String name, boolean brief) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options.include(name.replace(".", "\\.") + "\\..*").verbosity(VerboseMode.SILENT);
    if (brief) {
      options.warmupIterations(1).measurementIterations(1);
    }
    return new Runner(options.build()).run();
  }
}
