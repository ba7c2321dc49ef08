package io.github.paenmf.core.fitted;

/** W_f h. */
final class Reconstruction {

  private Reconstruction() {}

  /**
   * The row that coefficients stand for.
   *
   * @param parts W_f, r x m: part after part
   * @param rank r
   * @param features m
   * @param coefficients h, r
   * @return m values
   */
  static double[] of(float[] parts, int rank, int features, float[] coefficients) {
    double[] sums = new double[features];
    for (int j = 0; j < rank; j++) {
      double h = coefficients[j];
      int offset = j * features;
      for (int t = 0; t < features; t++) {
        sums[t] += h * parts[offset + t];
      }
    }
    return sums;
  }
}
