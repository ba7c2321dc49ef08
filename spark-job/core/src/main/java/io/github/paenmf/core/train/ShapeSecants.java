package io.github.paenmf.core.train;

/**
 * The curvature of the objective in the shape of every part, as steps have met it: along the last
 * step s it is s'y / s's, with y the change of the gradient (Barzilai and Borwein, 1988), and it is
 * forgotten slowly.
 *
 * <p>The guess of {@link EncoderNewton} is a mean over rows. A row far out, such as one cell of a
 * kind of its own, can hold a third of the variance of a whitened direction; the curvature along it
 * was seen to be 16 times the guess. A damped step that long overshoots by more each time, and
 * rounding errors grow by two or three a round until two fits of one table are apart. Once such a
 * direction dominates the steps, this curvature finds it.
 */
final class ShapeSecants {

  /**
   * What is left of a curvature after a round without it: long enough that the direction does not
   * grow again at once, short enough that a part whose steep direction is settled moves on.
   */
  private static final double KEPT = 0.9;

  private ShapeSecants() {}

  /**
   * The curvature met so far, 0 for a part without any, r.
   *
   * @param gradient of the encoder, per row
   * @param encoder where it was taken
   * @param memory of the step before; not changed
   * @param rank r
   * @param inputs of the encoder
   */
  static double[] of(float[] gradient, float[] encoder, SolverMemory memory, int rank, int inputs) {
    double[] met = new double[rank];
    if (memory.previous == null || memory.previousGradient == null) {
      return met;
    }
    float[] before = memory.previous.encoder();
    int shape = rank * inputs + rank;
    int bias = shape + rank * inputs;
    for (int j = 0; j < rank; j++) {
      double along = 0;
      double square = 0;
      for (int p = 0; p <= inputs; p++) {
        int at = p < inputs ? shape + j * inputs + p : bias + j;
        double step = (double) encoder[at] - before[at];
        along += step * ((double) gradient[at] - memory.previousGradient[at]);
        square += step * step;
      }
      met[j] = KEPT * memory.shapeSecants[j];
      if (square > 0) {
        met[j] = Math.max(met[j], along / square);
      }
    }
    return met;
  }
}
