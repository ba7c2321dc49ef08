package io.github.paenmf.core.rank;

import io.github.paenmf.core.cluster.AverageLinkage;

/**
 * How far restarts agree on which rows belong together (Brunet and others, 2004).
 *
 * @param cophenetic correlation of 1 - consensus with the heights of its average-linkage
 *     dendrogram; NaN when all pairs of rows are alike
 * @param dispersion mean of 4 (c - 1/2)^2 over all pairs, 1 when every pair is always or never
 *     together (Kim and Park, 2007)
 * @param ambiguous share of pairs that are together in more than a tenth and less than nine tenths
 *     of the restarts (Senbabaoglu and others, 2014)
 */
public record Consensus(double cophenetic, double dispersion, double ambiguous) {

  private static final double SELDOM = 0.1;
  private static final double MOSTLY = 0.9;

  /**
   * From the clusters of all restarts.
   *
   * @param clusters one array a restart: the cluster of every row
   * @throws IllegalArgumentException for less than two restarts, which agree with themselves
   *     whatever they are, or less than two rows
   */
  public static Consensus of(int[][] clusters) {
    if (clusters.length < 2) {
      throw new IllegalArgumentException(
          "consensus of %d restart: expected at least 2, one always agrees with itself"
              .formatted(clusters.length));
    }
    int n = clusters[0].length;
    if (n < 2) {
      throw new IllegalArgumentException("consensus of %d rows, expected at least 2".formatted(n));
    }
    double[] distances = distances(clusters, n);
    double dispersion = 0;
    long ambiguous = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double together = 1 - distances[i * n + j];
        dispersion += 4 * (together - 0.5) * (together - 0.5);
        ambiguous += i != j && together > SELDOM && together < MOSTLY ? 1 : 0;
      }
    }
    double[] heights = AverageLinkage.of(distances, n).copheneticDistances();
    return new Consensus(
        correlation(distances, heights, n),
        dispersion / ((double) n * n),
        (double) ambiguous / ((double) n * (n - 1)));
  }

  /** Share of the restarts in which two rows are apart, n x n. */
  private static double[] distances(int[][] clusters, int n) {
    double[] apart = new double[n * n];
    for (int[] cluster : clusters) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (cluster[i] != cluster[j]) {
            apart[i * n + j]++;
          }
        }
      }
    }
    for (int i = 0; i < apart.length; i++) {
      apart[i] /= clusters.length;
    }
    return apart;
  }

  /** Pearson's, over the pairs above the diagonal. */
  private static double correlation(double[] x, double[] y, int n) {
    double pairs = 0.5 * n * (n - 1);
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        meanX += x[i * n + j] / pairs;
        meanY += y[i * n + j] / pairs;
      }
    }
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double dx = x[i * n + j] - meanX;
        double dy = y[i * n + j] - meanY;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
      }
    }
    double least = 1e-12 * pairs;
    return xx > least && yy > least ? xy / Math.sqrt(xx * yy) : Double.NaN;
  }
}
