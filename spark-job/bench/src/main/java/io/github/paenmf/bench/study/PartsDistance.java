package io.github.paenmf.bench.study;

import io.github.paenmf.core.model.Weights;

/** How far apart the parts of two fits of one table are. */
public final class PartsDistance {

  /** Most that {@link #worst} may be between fits that differ in rounding alone. */
  public static final double LIMIT = 1e-3;

  private static final double NATS_A_FEATURE = 1e-5;

  private PartsDistance() {}

  /** Most nats a row by which such fits of m features may differ. */
  public static double nats(int features) {
    return NATS_A_FEATURE * features;
  }

  /** The largest distance of a part from that of the same number, over the length of the latter. */
  public static double worst(Weights one, Weights other) {
    double worst = 0;
    int m = one.features();
    for (int j = 0; j < one.rank(); j++) {
      double apart = 0;
      double norm = 0;
      for (int t = j * m; t < (j + 1) * m; t++) {
        double d = one.parts()[t] - other.parts()[t];
        apart += d * d;
        norm += (double) other.parts()[t] * other.parts()[t];
      }
      worst = Math.max(worst, Math.sqrt(apart / norm));
    }
    return worst;
  }
}
