package io.github.paenmf.core.nmf;

/** {@link SweepLoops} in plain loops. */
final class PlainSweepLoops implements SweepLoops {

  @Override
  public void solve(
      double[] targets,
      double[] factors,
      int at,
      double[] values,
      int first,
      double[] halfInverses) {
    for (int a = 0; a < GROUP; a++) {
      double halfInverse = halfInverses[first + a];
      if (halfInverse == 0) {
        continue;
      }
      for (int step = 1; step < GROUP; step++) {
        int l = first + (a + step) % GROUP;
        addOne(targets, a * STRIP, factors[at + l * GROUP + a], values, l * STRIP);
      }
      for (int t = 0; t < STRIP; t++) {
        double half = targets[a * STRIP + t] * halfInverse;
        values[(first + a) * STRIP + t] = half + Math.abs(half);
      }
    }
  }

  private static void addOne(double[] targets, int to, double factor, double[] values, int offset) {
    for (int t = 0; t < STRIP; t++) {
      targets[to + t] = Math.fma(factor, values[offset + t], targets[to + t]);
    }
  }
}
