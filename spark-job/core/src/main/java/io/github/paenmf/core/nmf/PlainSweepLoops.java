package io.github.paenmf.core.nmf;

/** {@link SweepLoops} in plain loops: four parts a time over a target. */
final class PlainSweepLoops implements SweepLoops {

  @Override
  public void subtract(
      double[] targets,
      double[] factors,
      int at,
      int rank,
      double[] tile,
      int from,
      int to,
      int width) {
    int l = from;
    for (; l + 3 < to; l += 4) {
      for (int a = 0; a < GROUP; a++) {
        subtractFour(targets, a * width, factors, at + a * rank + l, tile, l * width, width);
      }
    }
    for (; l < to; l++) {
      for (int a = 0; a < GROUP; a++) {
        subtractOne(targets, a * width, factors[at + a * rank + l], tile, l * width, width);
      }
    }
  }

  /** Four parts a time over the target, which is loaded and stored once for all of them. */
  private static void subtractFour(
      double[] targets, int to, double[] factors, int at, double[] tile, int offset, int width) {
    double f0 = -factors[at];
    double f1 = -factors[at + 1];
    double f2 = -factors[at + 2];
    double f3 = -factors[at + 3];
    int o1 = offset + width;
    int o2 = o1 + width;
    int o3 = o2 + width;
    for (int t = 0; t < width; t++) {
      double left = Math.fma(f0, tile[offset + t], targets[to + t]);
      left = Math.fma(f1, tile[o1 + t], left);
      left = Math.fma(f2, tile[o2 + t], left);
      targets[to + t] = Math.fma(f3, tile[o3 + t], left);
    }
  }

  private static void subtractOne(
      double[] targets, int to, double factor, double[] tile, int offset, int width) {
    for (int t = 0; t < width; t++) {
      targets[to + t] = Math.fma(-factor, tile[offset + t], targets[to + t]);
    }
  }
}
