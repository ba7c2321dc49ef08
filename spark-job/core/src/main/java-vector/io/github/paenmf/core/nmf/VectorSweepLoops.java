package io.github.paenmf.core.nmf;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link SweepLoops} with the Vector API: the parts of a group stay in registers. */
final class VectorSweepLoops implements SweepLoops {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final SweepLoops plain = new PlainSweepLoops();

  /** Called by reflection. */
  VectorSweepLoops() {}

  @Override
  public void solve(
      double[] targets,
      double[] factors,
      int at,
      double[] values,
      int first,
      double[] halfInverses) {
    boolean every = true;
    for (int a = 0; a < GROUP; a++) {
      every &= halfInverses[first + a] != 0;
    }
    if (every) {
      solveEvery(targets, factors, at + first * GROUP, values, first * STRIP, halfInverses, first);
    } else {
      plain.solve(targets, factors, at, values, first, halfInverses);
    }
  }

  private static void solveEvery(
      double[] targets,
      double[] factors,
      int k,
      double[] values,
      int from,
      double[] halfInverses,
      int first) {
    for (int t = 0; t < STRIP; t += LANES) {
      int at = from + t;
      DoubleVector b = DoubleVector.fromArray(SPECIES, values, at + STRIP);
      DoubleVector c = DoubleVector.fromArray(SPECIES, values, at + 2 * STRIP);
      DoubleVector d = DoubleVector.fromArray(SPECIES, values, at + 3 * STRIP);
      DoubleVector a = DoubleVector.fromArray(SPECIES, targets, t);
      a = step(a, factors[k + 4], b, factors[k + 8], c, factors[k + 12], d, halfInverses[first]);
      a.intoArray(values, at);
      b = DoubleVector.fromArray(SPECIES, targets, t + STRIP);
      b =
          step(
              b, factors[k + 9], c, factors[k + 13], d, factors[k + 1], a, halfInverses[first + 1]);
      b.intoArray(values, at + STRIP);
      c = DoubleVector.fromArray(SPECIES, targets, t + 2 * STRIP);
      c =
          step(
              c, factors[k + 14], d, factors[k + 2], a, factors[k + 6], b, halfInverses[first + 2]);
      c.intoArray(values, at + 2 * STRIP);
      d = DoubleVector.fromArray(SPECIES, targets, t + 3 * STRIP);
      d =
          step(
              d, factors[k + 3], a, factors[k + 7], b, factors[k + 11], c, halfInverses[first + 3]);
      d.intoArray(values, at + 3 * STRIP);
    }
  }

  /** One part of a group given the other three. */
  private static DoubleVector step(
      DoubleVector target,
      double f1,
      DoubleVector x1,
      double f2,
      DoubleVector x2,
      double f3,
      DoubleVector x3,
      double halfInverse) {
    DoubleVector sum = x1.fma(DoubleVector.broadcast(SPECIES, f1), target);
    sum = x2.fma(DoubleVector.broadcast(SPECIES, f2), sum);
    sum = x3.fma(DoubleVector.broadcast(SPECIES, f3), sum);
    DoubleVector half = sum.mul(halfInverse);
    return half.add(half.abs());
  }
}
