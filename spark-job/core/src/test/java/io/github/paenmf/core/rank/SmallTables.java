package io.github.paenmf.core.rank;

import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.train.InProcessSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small tables of known parts. */
final class SmallTables {

  private SmallTables() {}

  /** Exponential coefficients times exponential parts, plus noise, cut at 0, times a unit. */
  static float[][] known(int n, int m, int rank, double noise, double unit, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] parts = new double[rank][m];
    for (double[] part : parts) {
      for (int t = 0; t < m; t++) {
        part[t] = -Math.log(1 - random.nextDouble());
      }
    }
    float[][] rows = new float[n][m];
    for (float[] row : rows) {
      double[] clean = new double[m];
      for (double[] part : parts) {
        double h = -Math.log(1 - random.nextDouble());
        for (int t = 0; t < m; t++) {
          clean[t] += h * part[t];
        }
      }
      for (int t = 0; t < m; t++) {
        row[t] = (float) (unit * Math.max(0, clean[t] + noise * random.nextGaussian()));
      }
    }
    return rows;
  }

  static InProcessSource source(float[][] rows, int partitions) {
    int m = rows[0].length;
    List<DataPoint> points = new ArrayList<>();
    for (float[] row : rows) {
      points.add(DataPoint.dense(row, 1));
    }
    BlockLayout layout = BlockLayout.of(rows.length, m, (long) rows.length * m, 0, partitions);
    return InProcessSource.of(points, m, layout, CpuKernel::new, 2);
  }
}
