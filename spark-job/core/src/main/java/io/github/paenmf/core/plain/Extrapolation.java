package io.github.paenmf.core.plain;

/**
 * How far a round goes beyond its new parts, in the direction they have just moved: the step grows
 * while the error falls and shrinks when it rose (Ang and Gillis, 2019, with their constants).
 */
final class Extrapolation {

  private static final double GROWTH = 1.05;
  private static final double LIMIT_GROWTH = 1.01;
  private static final double SHRINKING = 1.5;

  private double step = 0.5;
  private double limit = 1;

  /** The error fell. */
  void succeeded() {
    step = Math.min(limit, step * GROWTH);
    limit = Math.min(1, limit * LIMIT_GROWTH);
  }

  /** The error rose. */
  void failed() {
    limit = step;
    step /= SHRINKING;
  }

  /** The point from which the next round starts, at least 0. */
  float[] beyond(float[] parts, float[] previous) {
    float[] point = new float[parts.length];
    for (int i = 0; i < point.length; i++) {
      point[i] = (float) Math.max(0, parts[i] + step * ((double) parts[i] - previous[i]));
    }
    return point;
  }
}
