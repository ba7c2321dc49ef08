package io.github.paenmf.core.nmf;

import io.github.paenmf.core.matrix.RowMatrix;
import java.util.SplittableRandom;

/**
 * Non-negative double singular value decomposition (Boutsidis and Gallopoulos, 2008) for the parts
 * alone: each right singular vector gives its positive or its negative part, whichever carries more
 * together with the same part of the left one. Of the left vectors only the norms of their parts
 * are needed.
 */
public final class Nndsvd {

  private Nndsvd() {}

  /**
   * Parts to start from.
   *
   * @param vectors right singular vectors, a row each, by falling singular value; may be fewer than
   *     the rank
   * @param values singular values
   * @param positive squared norm of the positive part of Xv, one a vector
   * @param negative squared norm of the negative part of Xv, one a vector
   * @param mean mean of every feature, at least 0
   * @param rank r
   * @param features m
   * @param seed of the parts for which no vector is left: the mean with every feature scaled at
   *     random
   * @return r x m, no part all zero unless the mean is
   */
  public static float[] parts(
      RowMatrix vectors,
      double[] values,
      double[] positive,
      double[] negative,
      float[] mean,
      int rank,
      int features,
      long seed) {
    float[] parts = new float[Math.multiplyExact(rank, features)];
    SplittableRandom random = new SplittableRandom(seed);
    for (int j = 0; j < rank; j++) {
      if (j >= vectors.rows()
          || !fromVector(vectors, values[j], positive[j], negative[j], j, features, parts)) {
        for (int t = 0; t < features; t++) {
          parts[j * features + t] = (float) (mean[t] * random.nextDouble());
        }
      }
    }
    return parts;
  }

  private static boolean fromVector(
      RowMatrix vectors,
      double value,
      double positive,
      double negative,
      int j,
      int features,
      float[] parts) {
    double vectorPositive = 0;
    double vectorNegative = 0;
    // The vector waits where its part will be.
    vectors.read(j, 0, features, parts, j * features);
    for (int t = 0; t < features; t++) {
      double v = parts[j * features + t];
      if (v > 0) {
        vectorPositive += v * v;
      } else {
        vectorNegative += v * v;
      }
    }
    double up = positive * vectorPositive;
    double down = negative * vectorNegative;
    double taken = Math.max(up, down);
    if (!(taken > 0) || !(value > 0)) {
      return false;
    }
    float sign = up >= down ? 1f : -1f;
    double norm = Math.sqrt(up >= down ? vectorPositive : vectorNegative);
    // Xv has the norm of the singular value, so the product of the two norms already holds it once.
    float factor = (float) (Math.sqrt(Math.sqrt(taken)) / norm);
    for (int t = 0; t < features; t++) {
      float v = sign * parts[j * features + t];
      parts[j * features + t] = v > 0 ? factor * v : 0f;
    }
    return true;
  }
}
