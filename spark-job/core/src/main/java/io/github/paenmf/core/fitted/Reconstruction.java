package io.github.paenmf.core.fitted;

/** W_f h. */
public final class Reconstruction {

  private Reconstruction() {}

  /**
   * The row that coefficients stand for.
   *
   * @param model whose parts are taken
   * @param coefficients h, r
   * @return m values
   */
  public static double[] of(FittedModel model, float[] coefficients) {
    return of(model.parts(), model.rank(), model.features(), coefficients);
  }

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
