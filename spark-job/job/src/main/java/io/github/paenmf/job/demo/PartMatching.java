package io.github.paenmf.job.demo;

import java.util.Arrays;
import org.apache.spark.ml.linalg.Matrix;

/** Pairs known parts with found ones, best pair first, by the cosine of the angle between them. */
public final class PartMatching {

  private final int[] found;
  private final double[] cosine;

  private PartMatching(int[] found, double[] cosine) {
    this.found = found;
    this.cosine = cosine;
  }

  /**
   * The pairing.
   *
   * @param known r x m
   * @param parts m x r
   */
  public static PartMatching of(double[][] known, Matrix parts) {
    int rank = known.length;
    double[][] cosines = new double[rank][rank];
    for (int k = 0; k < rank; k++) {
      for (int p = 0; p < rank; p++) {
        cosines[k][p] = cosine(known[k], parts, p);
      }
    }
    int[] found = new int[rank];
    double[] cosine = new double[rank];
    boolean[] knownTaken = new boolean[rank];
    boolean[] partTaken = new boolean[rank];
    for (int pair = 0; pair < rank; pair++) {
      int bestKnown = -1;
      int bestPart = -1;
      for (int k = 0; k < rank; k++) {
        for (int p = 0; p < rank; p++) {
          boolean free = !knownTaken[k] && !partTaken[p];
          if (free && (bestKnown < 0 || cosines[k][p] > cosines[bestKnown][bestPart])) {
            bestKnown = k;
            bestPart = p;
          }
        }
      }
      knownTaken[bestKnown] = true;
      partTaken[bestPart] = true;
      found[bestKnown] = bestPart;
      cosine[bestKnown] = cosines[bestKnown][bestPart];
    }
    return new PartMatching(found, cosine);
  }

  private static double cosine(double[] known, Matrix parts, int part) {
    double product = 0;
    double knownSquares = 0;
    double partSquares = 0;
    for (int j = 0; j < known.length; j++) {
      double w = parts.apply(j, part);
      product += known[j] * w;
      knownSquares += known[j] * known[j];
      partSquares += w * w;
    }
    return partSquares == 0 ? 0 : product / Math.sqrt(knownSquares * partSquares);
  }

  /** 0-based number of the found part that goes with a known one. */
  public int found(int known) {
    return found[known];
  }

  /** Cosine between a known part and its pair. */
  public double cosine(int known) {
    return cosine[known];
  }

  /** The worst of all pairs. */
  public double worstCosine() {
    return Arrays.stream(cosine).min().orElse(0);
  }
}
