package io.github.paenmf.core.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link DoubleTileLoops} with the Vector API: four rows of a few vectors stay in registers, so
 * that the values of a step are loaded once for all four.
 */
final class VectorDoubleTileLoops implements DoubleTileLoops {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Processors with the longest vectors have twice as many registers as some others. */
  private static final boolean MANY_REGISTERS = SPECIES.vectorBitSize() == 512;

  /** Called by reflection. */
  VectorDoubleTileLoops() {}

  @Override
  public void add(
      double[] tile, double[] factors, int at, int stride, double[] values, int from, int count) {
    if (MANY_REGISTERS) {
      for (int t = 0; t < COLUMNS; t += 4 * LANES) {
        addFourVectors(tile, factors, at, stride, values, from, count, t);
      }
    } else {
      for (int t = 0; t < COLUMNS; t += 2 * LANES) {
        addTwoVectors(tile, factors, at, stride, values, from, count, t);
      }
    }
  }

  private static void addTwoVectors(
      double[] tile,
      double[] factors,
      int at,
      int stride,
      double[] values,
      int from,
      int count,
      int t) {
    int t1 = t + COLUMNS;
    int t2 = t1 + COLUMNS;
    int t3 = t2 + COLUMNS;
    DoubleVector a0 = DoubleVector.fromArray(SPECIES, tile, t);
    DoubleVector a1 = DoubleVector.fromArray(SPECIES, tile, t + LANES);
    DoubleVector b0 = DoubleVector.fromArray(SPECIES, tile, t1);
    DoubleVector b1 = DoubleVector.fromArray(SPECIES, tile, t1 + LANES);
    DoubleVector c0 = DoubleVector.fromArray(SPECIES, tile, t2);
    DoubleVector c1 = DoubleVector.fromArray(SPECIES, tile, t2 + LANES);
    DoubleVector d0 = DoubleVector.fromArray(SPECIES, tile, t3);
    DoubleVector d1 = DoubleVector.fromArray(SPECIES, tile, t3 + LANES);
    for (int l = 0; l < count; l++) {
      int w = from + l * COLUMNS + t;
      DoubleVector w0 = DoubleVector.fromArray(SPECIES, values, w);
      DoubleVector w1 = DoubleVector.fromArray(SPECIES, values, w + LANES);
      int k = at + l * stride;
      DoubleVector f = DoubleVector.broadcast(SPECIES, factors[k]);
      a0 = w0.fma(f, a0);
      a1 = w1.fma(f, a1);
      f = DoubleVector.broadcast(SPECIES, factors[k + 1]);
      b0 = w0.fma(f, b0);
      b1 = w1.fma(f, b1);
      f = DoubleVector.broadcast(SPECIES, factors[k + 2]);
      c0 = w0.fma(f, c0);
      c1 = w1.fma(f, c1);
      f = DoubleVector.broadcast(SPECIES, factors[k + 3]);
      d0 = w0.fma(f, d0);
      d1 = w1.fma(f, d1);
    }
    a0.intoArray(tile, t);
    a1.intoArray(tile, t + LANES);
    b0.intoArray(tile, t1);
    b1.intoArray(tile, t1 + LANES);
    c0.intoArray(tile, t2);
    c1.intoArray(tile, t2 + LANES);
    d0.intoArray(tile, t3);
    d1.intoArray(tile, t3 + LANES);
  }

  private static void addFourVectors(
      double[] tile,
      double[] factors,
      int at,
      int stride,
      double[] values,
      int from,
      int count,
      int t) {
    int t1 = t + COLUMNS;
    int t2 = t1 + COLUMNS;
    int t3 = t2 + COLUMNS;
    DoubleVector a0 = DoubleVector.fromArray(SPECIES, tile, t);
    DoubleVector a1 = DoubleVector.fromArray(SPECIES, tile, t + LANES);
    DoubleVector a2 = DoubleVector.fromArray(SPECIES, tile, t + 2 * LANES);
    DoubleVector a3 = DoubleVector.fromArray(SPECIES, tile, t + 3 * LANES);
    DoubleVector b0 = DoubleVector.fromArray(SPECIES, tile, t1);
    DoubleVector b1 = DoubleVector.fromArray(SPECIES, tile, t1 + LANES);
    DoubleVector b2 = DoubleVector.fromArray(SPECIES, tile, t1 + 2 * LANES);
    DoubleVector b3 = DoubleVector.fromArray(SPECIES, tile, t1 + 3 * LANES);
    DoubleVector c0 = DoubleVector.fromArray(SPECIES, tile, t2);
    DoubleVector c1 = DoubleVector.fromArray(SPECIES, tile, t2 + LANES);
    DoubleVector c2 = DoubleVector.fromArray(SPECIES, tile, t2 + 2 * LANES);
    DoubleVector c3 = DoubleVector.fromArray(SPECIES, tile, t2 + 3 * LANES);
    DoubleVector d0 = DoubleVector.fromArray(SPECIES, tile, t3);
    DoubleVector d1 = DoubleVector.fromArray(SPECIES, tile, t3 + LANES);
    DoubleVector d2 = DoubleVector.fromArray(SPECIES, tile, t3 + 2 * LANES);
    DoubleVector d3 = DoubleVector.fromArray(SPECIES, tile, t3 + 3 * LANES);
    for (int l = 0; l < count; l++) {
      int w = from + l * COLUMNS + t;
      DoubleVector w0 = DoubleVector.fromArray(SPECIES, values, w);
      DoubleVector w1 = DoubleVector.fromArray(SPECIES, values, w + LANES);
      DoubleVector w2 = DoubleVector.fromArray(SPECIES, values, w + 2 * LANES);
      DoubleVector w3 = DoubleVector.fromArray(SPECIES, values, w + 3 * LANES);
      int k = at + l * stride;
      DoubleVector f = DoubleVector.broadcast(SPECIES, factors[k]);
      a0 = w0.fma(f, a0);
      a1 = w1.fma(f, a1);
      a2 = w2.fma(f, a2);
      a3 = w3.fma(f, a3);
      f = DoubleVector.broadcast(SPECIES, factors[k + 1]);
      b0 = w0.fma(f, b0);
      b1 = w1.fma(f, b1);
      b2 = w2.fma(f, b2);
      b3 = w3.fma(f, b3);
      f = DoubleVector.broadcast(SPECIES, factors[k + 2]);
      c0 = w0.fma(f, c0);
      c1 = w1.fma(f, c1);
      c2 = w2.fma(f, c2);
      c3 = w3.fma(f, c3);
      f = DoubleVector.broadcast(SPECIES, factors[k + 3]);
      d0 = w0.fma(f, d0);
      d1 = w1.fma(f, d1);
      d2 = w2.fma(f, d2);
      d3 = w3.fma(f, d3);
    }
    a0.intoArray(tile, t);
    a1.intoArray(tile, t + LANES);
    a2.intoArray(tile, t + 2 * LANES);
    a3.intoArray(tile, t + 3 * LANES);
    b0.intoArray(tile, t1);
    b1.intoArray(tile, t1 + LANES);
    b2.intoArray(tile, t1 + 2 * LANES);
    b3.intoArray(tile, t1 + 3 * LANES);
    c0.intoArray(tile, t2);
    c1.intoArray(tile, t2 + LANES);
    c2.intoArray(tile, t2 + 2 * LANES);
    c3.intoArray(tile, t2 + 3 * LANES);
    d0.intoArray(tile, t3);
    d1.intoArray(tile, t3 + LANES);
    d2.intoArray(tile, t3 + 2 * LANES);
    d3.intoArray(tile, t3 + 3 * LANES);
  }
}
