package io.github.paenmf.core.train;

import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.pass.BlockKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Small tables made of known parts and noise, and fits of them in this JVM. */
final class KnownTable {

  static final int ROWS = 120;
  static final int FEATURES = 20;
  static final int RANK = 3;

  private KnownTable() {}

  /** A table whose noise has standard deviation 0.5, all values times {@code unit}. */
  static List<float[]> rows(double unit) {
    return rows(ROWS, unit, 0.5, 3);
  }

  /** Rows of the same parts, other coefficients and noise a seed. */
  static List<float[]> rows(int count, double unit, double noise, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] row = new double[FEATURES];
      for (int j = 0; j < RANK; j++) {
        double h = -Math.log(1 - random.nextDouble());
        for (int t = 0; t < FEATURES; t++) {
          row[t] += t % RANK == j ? h * (1 + t / 10.0) : 0.1 * h;
        }
      }
      float[] values = new float[FEATURES];
      for (int t = 0; t < FEATURES; t++) {
        values[t] = (float) (unit * Math.max(0, row[t] + noise * random.nextGaussian()));
      }
      rows.add(values);
    }
    return rows;
  }

  static TrainingParams.Builder params(int rank) {
    return TrainingParams.builder(rank).seed(7);
  }

  static InProcessSource source(List<float[]> rows, int partitions) {
    return source(rows, partitions, CpuKernel::new);
  }

  static InProcessSource source(List<float[]> rows, int partitions, Supplier<BlockKernel> kernels) {
    List<DataPoint> points = rows.stream().map(row -> DataPoint.dense(row, 1)).toList();
    int features = rows.get(0).length;
    long values = (long) rows.size() * features;
    BlockLayout layout = BlockLayout.of(rows.size(), features, values, 0, partitions);
    return InProcessSource.of(points, features, layout, kernels, 2);
  }

  static TrainingResult fit(List<float[]> rows, int partitions, TrainingParams params) {
    try (InProcessSource source = source(rows, partitions)) {
      return new Trainer(params, TrainingListener.SILENT).fit(source);
    }
  }

  /** Cosine of two parts. */
  static double cosine(float[] a, float[] b, int part, int features) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int t = part * features; t < (part + 1) * features; t++) {
      ab += (double) a[t] * b[t];
      aa += (double) a[t] * a[t];
      bb += (double) b[t] * b[t];
    }
    return ab / Math.sqrt(aa * bb);
  }

  /** Largest ||dw_j|| / ||w_j|| over the parts. */
  static double worstPart(TrainingResult a, TrainingResult b) {
    int features = a.weights().features();
    double worst = 0;
    for (int j = 0; j < a.weights().rank(); j++) {
      double gap = 0;
      double size = 0;
      for (int t = j * features; t < (j + 1) * features; t++) {
        double part = a.weights().parts()[t];
        gap += Math.pow(b.weights().parts()[t] - part, 2);
        size += part * part;
      }
      worst = Math.max(worst, Math.sqrt(gap / size));
    }
    return worst;
  }
}
