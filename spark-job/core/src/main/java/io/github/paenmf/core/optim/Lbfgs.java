package io.github.paenmf.core.optim;

import java.util.List;

/**
 * The two-loop recursion of limited-memory BFGS (Nocedal, 1980), as a function of its memory.
 *
 * <p>No library is used: those on offer call the objective from inside their loop and keep their
 * memory to themselves, while here every evaluation is a pass over a cluster, after which a fit may
 * be stopped, saved and taken up again.
 */
public final class Lbfgs {

  /** A pair whose curvature is below this share of its lengths says nothing about the objective. */
  private static final double FLAT = 1e-8;

  private Lbfgs() {}

  /**
   * The direction of the next step.
   *
   * @param gradient at the present point
   * @param moves differences of points, the oldest first
   * @param changes differences of their gradients
   * @param curvature guess of the Hessian's diagonal, above 0; what the pairs don't tell comes from
   *     it
   * @return minus the gradient times an approximate inverse Hessian; it points downhill
   */
  public static double[] direction(
      double[] gradient, List<float[]> moves, List<float[]> changes, double[] curvature) {
    int pairs = moves.size();
    double[] direction = new double[gradient.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = -gradient[i];
    }
    double[] along = new double[pairs];
    double[] bend = new double[pairs];
    for (int p = pairs - 1; p >= 0; p--) {
      bend[p] = dot(moves.get(p), changes.get(p));
      along[p] = dot(direction, moves.get(p)) / bend[p];
      add(direction, -along[p], changes.get(p));
    }
    double scale = pairs == 0 ? 1 : bend[pairs - 1] / norm(changes.get(pairs - 1), curvature);
    for (int i = 0; i < direction.length; i++) {
      direction[i] *= scale / curvature[i];
    }
    for (int p = 0; p < pairs; p++) {
      double back = dot(direction, changes.get(p)) / bend[p];
      add(direction, along[p] - back, moves.get(p));
    }
    return direction;
  }

  /** Whether a pair has the positive curvature that keeps the recursion pointing downhill. */
  public static boolean usable(float[] move, float[] change) {
    return dot(move, change) > FLAT * Math.sqrt(dot(move, move) * dot(change, change));
  }

  /** Squared norm of a change under the inverse of the curvature. */
  private static double norm(float[] change, double[] curvature) {
    double sum = 0;
    for (int i = 0; i < change.length; i++) {
      sum += (double) change[i] * change[i] / curvature[i];
    }
    return sum;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static double dot(double[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] to, double factor, float[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }
}
