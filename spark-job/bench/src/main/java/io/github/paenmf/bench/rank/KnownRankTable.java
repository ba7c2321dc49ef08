package io.github.paenmf.bench.rank;

import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.train.InProcessSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * A generated table of known rank: gamma-distributed coefficients times gamma-distributed parts,
 * with noise, cut at 0.
 *
 * @param rank number of parts that were put in
 * @param noise what was added
 * @param level of the noise: its standard deviation as a share of that of the table without it
 * @param rows the values
 */
record KnownRankTable(int rank, Noise noise, double level, float[][] rows) {

  static final int ROWS = 300;
  static final int FEATURES = 120;

  /** Kinds of noise. */
  enum Noise {
    /** Normal, the same everywhere. */
    GAUSSIAN,
    /** Laplace, the same everywhere: heavier tails. */
    LAPLACE,
    /** Normal, in proportion to the value. */
    MULTIPLICATIVE
  }

  /** Generates a table; the same seed gives the same one. */
  static KnownRankTable of(int rank, double shape, Noise noise, double level, long seed) {
    UniformRandomProvider uniform = new SplittableRandom(seed)::nextLong;
    ContinuousDistribution.Sampler gamma =
        GammaDistribution.of(shape, 1 / shape).createSampler(uniform);
    double[][] parts = matrix(gamma, rank, FEATURES);
    double[][] coefficients = matrix(gamma, ROWS, rank);
    double[][] clean = new double[ROWS][FEATURES];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < ROWS; i++) {
      for (int t = 0; t < FEATURES; t++) {
        for (int j = 0; j < rank; j++) {
          clean[i][t] += coefficients[i][j] * parts[j][t];
        }
        sum += clean[i][t];
        squares += clean[i][t] * clean[i][t];
      }
    }
    double entries = (double) ROWS * FEATURES;
    double deviation = Math.sqrt(squares / entries - sum / entries * (sum / entries));
    double size = Math.sqrt(squares / entries);
    Random random = new Random(seed + 1);
    float[][] rows = new float[ROWS][FEATURES];
    for (int i = 0; i < ROWS; i++) {
      for (int t = 0; t < FEATURES; t++) {
        double unit =
            switch (noise) {
              case GAUSSIAN -> random.nextGaussian();
              case LAPLACE -> laplace(random);
              // Of the same mean square as the others.
              case MULTIPLICATIVE -> random.nextGaussian() * clean[i][t] / size;
            };
        rows[i][t] = (float) Math.max(0, clean[i][t] + level * deviation * unit);
      }
    }
    return new KnownRankTable(rank, noise, level, rows);
  }

  /** Of variance 1. */
  private static double laplace(Random random) {
    double u = random.nextDouble() - 0.5;
    return -Math.signum(u) * Math.log(1 - 2 * Math.abs(u)) / Math.sqrt(2);
  }

  private static double[][] matrix(ContinuousDistribution.Sampler sampler, int rows, int columns) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      for (int t = 0; t < columns; t++) {
        row[t] = sampler.sample();
      }
    }
    return values;
  }

  /** The table where fits find it. */
  InProcessSource source() {
    return source(rows);
  }

  /** Any table where fits find it, cut as the Estimator cuts it. */
  static InProcessSource source(float[][] rows) {
    int features = rows[0].length;
    List<DataPoint> points = new ArrayList<>();
    long nonZeros = 0;
    for (float[] row : rows) {
      DataPoint point = DataPoint.dense(row, 1);
      points.add(point);
      nonZeros += point.nonZeros();
    }
    return InProcessSource.of(
        points,
        features,
        BlockLayout.of(rows.length, features, nonZeros, 0, 0),
        CpuKernel::new,
        Runtime.getRuntime().availableProcessors());
  }
}
