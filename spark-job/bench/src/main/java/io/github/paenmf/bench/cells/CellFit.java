package io.github.paenmf.bench.cells;

import com.sun.management.OperatingSystemMXBean;
import io.github.paenmf.bench.study.PartsDistance;
import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.train.InProcessSource;
import io.github.paenmf.core.train.Trainer;
import io.github.paenmf.core.train.TrainingListener;
import io.github.paenmf.core.train.TrainingParams;
import io.github.paenmf.core.train.TrainingResult;
import io.github.paenmf.job.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.zip.GZIPInputStream;

/**
 * Fits the sparse counts of PBMC3k, ln(1 + v), at rank 20 with the command line and prints its JSON
 * line and the whole time; then fits the same rows twice more, sparse and with every zero stored,
 * and prints how far the two fits are apart.
 *
 * <p>Arguments: folder of the table (../shared/data/pbmc3k), rank (20). {@code PAENMF_BENCH_HEAP=2g
 * submit/bench cells} holds the heap to 2 GB.
 */
public final class CellFit {

  private CellFit() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "../shared/data/pbmc3k");
    int rank = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    Path model = Files.createTempDirectory("paenmf-cells").resolve("model");
    long start = System.nanoTime();
    double spent = processorSeconds();
    int code =
        Main.run(
            new String[] {
              "fit",
              "--input",
              folder.toString(),
              "--layout",
              "columns",
              "--log1p",
              "--rank",
              Integer.toString(rank),
              "--model",
              model.toString()
            },
            System.out,
            System.err);
    System.out.printf(
        "exit code %d after %.1f s, %.1f s of processors, heap of %d MB%n",
        code,
        (System.nanoTime() - start) / 1e9,
        processorSeconds() - spent,
        Runtime.getRuntime().maxMemory() >> 20);
    compare(folder.resolve("matrix.mtx.gz"), rank);
  }

  /** Of all threads of this process, which other work on the machine stretches less. */
  private static double processorSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }

  private static void compare(Path file, int rank) throws IOException {
    SparseRows rows = SparseRows.read(file);
    TrainingResult sparse = fit(rows, rank, true);
    TrainingResult dense = fit(rows, rank, false);
    double elbo = Math.abs(sparse.figures().negativeElbo() - dense.figures().negativeElbo());
    System.out.printf(
        "sparse %.3f, dense %.3f nats a row: apart by %.3g of at most %.3g; worst part by %.3g of"
            + " at most %.0e%n",
        sparse.figures().negativeElbo(),
        dense.figures().negativeElbo(),
        elbo,
        PartsDistance.nats(rows.features()),
        PartsDistance.worst(sparse.weights(), dense.weights()),
        PartsDistance.LIMIT);
  }

  private static TrainingResult fit(SparseRows rows, int rank, boolean sparse) {
    BlockLayout bySize = BlockLayout.of(rows.count(), rows.features(), rows.nonZeros(), 0, 0);
    BlockLayout layout = new BlockLayout(sparse, bySize.partitions(), bySize.blockBytes());
    long start = System.nanoTime();
    try (InProcessSource source =
        InProcessSource.of(
            rows.points(sparse),
            rows.features(),
            layout,
            CpuKernel::new,
            Runtime.getRuntime().availableProcessors())) {
      TrainingResult result =
          new Trainer(TrainingParams.builder(rank).build(), TrainingListener.SILENT).fit(source);
      System.out.printf(
          "%s: %d rounds, %.1f s%n",
          sparse ? "sparse" : "dense", result.rounds(), (System.nanoTime() - start) / 1e9);
      return result;
    }
  }

  /** The rows of a matrix file whose columns are the data points, as ln(1 + v). */
  private record SparseRows(int features, List<int[]> indices, List<float[]> values) {

    static SparseRows read(Path file) throws IOException {
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
        String line = in.readLine();
        while (line.startsWith("%")) {
          line = in.readLine();
        }
        StringTokenizer sizes = new StringTokenizer(line);
        int features = Integer.parseInt(sizes.nextToken());
        int points = Integer.parseInt(sizes.nextToken());
        List<List<float[]>> entries = new ArrayList<>();
        for (int i = 0; i < points; i++) {
          entries.add(new ArrayList<>());
        }
        for (line = in.readLine(); line != null; line = in.readLine()) {
          StringTokenizer entry = new StringTokenizer(line);
          int feature = Integer.parseInt(entry.nextToken()) - 1;
          int point = Integer.parseInt(entry.nextToken()) - 1;
          float value = (float) Math.log1p(Double.parseDouble(entry.nextToken()));
          entries.get(point).add(new float[] {feature, value});
        }
        List<int[]> indices = new ArrayList<>();
        List<float[]> values = new ArrayList<>();
        for (List<float[]> point : entries) {
          point.sort((one, other) -> Float.compare(one[0], other[0]));
          int[] at = new int[point.size()];
          float[] is = new float[point.size()];
          for (int p = 0; p < at.length; p++) {
            at[p] = (int) point.get(p)[0];
            is[p] = point.get(p)[1];
          }
          indices.add(at);
          values.add(is);
        }
        return new SparseRows(features, indices, values);
      }
    }

    int count() {
      return indices.size();
    }

    long nonZeros() {
      return indices.stream().mapToLong(row -> row.length).sum();
    }

    List<DataPoint> points(boolean sparse) {
      List<DataPoint> points = new ArrayList<>();
      for (int i = 0; i < count(); i++) {
        DataPoint point = DataPoint.sparse(features, indices.get(i), values.get(i), 1);
        if (!sparse) {
          float[] all = new float[features];
          for (int p = 0; p < point.indices().length; p++) {
            all[point.indices()[p]] = point.values()[p];
          }
          point = DataPoint.dense(all, 1);
        }
        points.add(point);
      }
      return points;
    }
  }
}
