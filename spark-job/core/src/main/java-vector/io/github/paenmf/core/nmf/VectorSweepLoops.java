package io.github.paenmf.core.nmf;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link SweepLoops} with the Vector API: four targets of two vectors stay in registers while the
 * parts are read, so that a part's values are loaded once for all four.
 */
final class VectorSweepLoops implements SweepLoops {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Called by reflection. */
  VectorSweepLoops() {}

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
    for (int t = 0; t < width; t += 2 * LANES) {
      subtractTwoVectors(targets, factors, at, rank, tile, from, to, width, t);
    }
  }

  private static void subtractTwoVectors(
      double[] targets,
      double[] factors,
      int at,
      int rank,
      double[] tile,
      int from,
      int to,
      int width,
      int t) {
    int t1 = t + width;
    int t2 = t1 + width;
    int t3 = t2 + width;
    DoubleVector a0 = DoubleVector.fromArray(SPECIES, targets, t);
    DoubleVector a1 = DoubleVector.fromArray(SPECIES, targets, t + LANES);
    DoubleVector b0 = DoubleVector.fromArray(SPECIES, targets, t1);
    DoubleVector b1 = DoubleVector.fromArray(SPECIES, targets, t1 + LANES);
    DoubleVector c0 = DoubleVector.fromArray(SPECIES, targets, t2);
    DoubleVector c1 = DoubleVector.fromArray(SPECIES, targets, t2 + LANES);
    DoubleVector d0 = DoubleVector.fromArray(SPECIES, targets, t3);
    DoubleVector d1 = DoubleVector.fromArray(SPECIES, targets, t3 + LANES);
    int f1 = at + rank;
    int f2 = f1 + rank;
    int f3 = f2 + rank;
    for (int l = from; l < to; l++) {
      DoubleVector w0 = DoubleVector.fromArray(SPECIES, tile, l * width + t);
      DoubleVector w1 = DoubleVector.fromArray(SPECIES, tile, l * width + t + LANES);
      DoubleVector f = DoubleVector.broadcast(SPECIES, -factors[at + l]);
      a0 = w0.fma(f, a0);
      a1 = w1.fma(f, a1);
      f = DoubleVector.broadcast(SPECIES, -factors[f1 + l]);
      b0 = w0.fma(f, b0);
      b1 = w1.fma(f, b1);
      f = DoubleVector.broadcast(SPECIES, -factors[f2 + l]);
      c0 = w0.fma(f, c0);
      c1 = w1.fma(f, c1);
      f = DoubleVector.broadcast(SPECIES, -factors[f3 + l]);
      d0 = w0.fma(f, d0);
      d1 = w1.fma(f, d1);
    }
    a0.intoArray(targets, t);
    a1.intoArray(targets, t + LANES);
    b0.intoArray(targets, t1);
    b1.intoArray(targets, t1 + LANES);
    c0.intoArray(targets, t2);
    c1.intoArray(targets, t2 + LANES);
    d0.intoArray(targets, t3);
    d1.intoArray(targets, t3 + LANES);
  }
}
