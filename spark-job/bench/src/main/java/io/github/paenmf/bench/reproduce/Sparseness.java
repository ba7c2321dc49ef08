package io.github.paenmf.bench.reproduce;

import io.github.paenmf.core.linalg.SymmetricEigen;

/** How few features a part has weight in (Hoyer, JMLR 5, 2004): 0 all alike, 1 a single one. */
final class Sparseness {

  private Sparseness() {}

  /** Mean over the parts of an r x m matrix. */
  static double mean(float[] parts, int rank, int features) {
    double sum = 0;
    for (int j = 0; j < rank; j++) {
      double one = 0;
      double two = 0;
      for (int t = 0; t < features; t++) {
        double v = Math.abs(parts[j * features + t]);
        one += v;
        two += v * v;
      }
      double root = Math.sqrt(features);
      sum += two > 0 ? (root - one / Math.sqrt(two)) / (root - 1) : 0;
    }
    return sum / rank;
  }

  /** The first principal directions of rows, r x m; for few features. */
  static float[] principalDirections(float[][] rows, int rank) {
    int m = rows[0].length;
    double[] mean = new double[m];
    for (float[] row : rows) {
      for (int t = 0; t < m; t++) {
        mean[t] += (double) row[t] / rows.length;
      }
    }
    double[] covariance = new double[m * m];
    for (float[] row : rows) {
      for (int s = 0; s < m; s++) {
        double d = row[s] - mean[s];
        for (int t = 0; t < m; t++) {
          covariance[s * m + t] += d * (row[t] - mean[t]);
        }
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(covariance, m);
    float[] directions = new float[rank * m];
    for (int j = 0; j < rank; j++) {
      for (int t = 0; t < m; t++) {
        directions[j * m + t] = (float) eigen.vector(j, t);
      }
    }
    return directions;
  }
}
