package io.github.paenmf.core.rank;

import io.github.paenmf.core.block.BlockSelection;
import io.github.paenmf.core.pass.NmfPass;
import io.github.paenmf.core.train.NmfRound;
import io.github.paenmf.core.train.StatisticsSource;

/**
 * Minimum description length of plain NMF in bits, as Squires, Prugel-Bennett and Niranjan compute
 * it (Neural Computation 29(8), 2017; arXiv 1902.01632): the table scaled to a largest value of 1,
 * every entry of W, H and E = V - W H written down to a stated precision, with gamma densities for
 * W and H and a normal one for E, each fitted to all entries by maximum likelihood.
 *
 * <p>The precision of the factors decides where the minimum lies, so it is stated, never hidden.
 * The scale of each part is balanced first: without that the length means nothing.
 */
public final class PaperLength implements Criterion {

  /** The precision of the authors' program, about 1/255. */
  public static final double AUTHORS_PRECISION = 0.004;

  private static final double LN2 = Math.log(2);

  private final double factorPrecision;
  private final double errorPrecision;

  /**
   * With these precisions, in units of the table's largest value.
   *
   * @param factorPrecision of the entries of W and H
   * @param errorPrecision of the entries of E; does not move the minimum
   */
  public PaperLength(double factorPrecision, double errorPrecision) {
    if (!(factorPrecision > 0) || !(errorPrecision > 0)) {
      throw new IllegalArgumentException(
          "precisions are %s and %s, expected numbers above 0"
              .formatted(factorPrecision, errorPrecision));
    }
    this.factorPrecision = factorPrecision;
    this.errorPrecision = errorPrecision;
  }

  @Override
  public String name() {
    return "mdl";
  }

  @Override
  public String unit() {
    return "bits";
  }

  @Override
  public boolean lowerIsBetter() {
    return true;
  }

  @Override
  public Score at(Candidate candidate) {
    PlainFactors plain = candidate.plain();
    double floor = factorPrecision / 2;
    try (StatisticsSource rows = candidate.rows().view(BlockSelection.ALL)) {
      double largest = rows.run(new LargestPass(), "largest value").value;
      double[] balance = balance(plain, largest);
      NmfPass nmf =
          new NmfRound(plain.parts(), plain.rank(), plain.features())
              .pass(PlainFactors.COEFFICIENT_SWEEPS, 0);
      double[] factors = new double[balance.length];
      for (int j = 0; j < factors.length; j++) {
        factors[j] = 1 / (balance[j] * largest);
      }
      LogarithmStatistics h =
          rows.run(
              new LogarithmPass(nmf, factors, new double[] {floor}), "logarithms of coefficients");
      double bits =
          gammaBits(h.count, h.values[0] / h.count, h.logarithms[0] / h.count)
              + partsBits(plain, balance, floor)
              + errorBits(plain, largest);
      return Score.exact(bits);
    }
  }

  /** Factor on each part that gives it and its coefficients on the scaled table one mean. */
  private static double[] balance(PlainFactors plain, double largest) {
    double[] balance = new double[plain.rank()];
    for (int j = 0; j < balance.length; j++) {
      double part = plain.partSum(j) / plain.features();
      double coefficient = plain.sums().sums[j] / plain.summary().weight / largest;
      balance[j] = part > 0 && coefficient > 0 ? Math.sqrt(coefficient / part) : 1;
    }
    return balance;
  }

  private double partsBits(PlainFactors plain, double[] balance, double floor) {
    double sum = 0;
    double logSum = 0;
    for (int j = 0; j < plain.rank(); j++) {
      for (int t = 0; t < plain.features(); t++) {
        double value = Math.max(plain.parts()[j * plain.features() + t] * balance[j], floor);
        sum += value;
        logSum += Math.log(value);
      }
    }
    double entries = (double) plain.rank() * plain.features();
    return gammaBits(entries, sum / entries, logSum / entries);
  }

  private double gammaBits(double entries, double mean, double meanLog) {
    double density = GammaFit.of(mean, meanLog).meanLogDensity();
    return -entries * (density + Math.log(factorPrecision)) / LN2;
  }

  /** - sum log2[d N(e)] at the mean and variance of the errors. */
  private double errorBits(PlainFactors plain, double largest) {
    double entries = plain.summary().weight * plain.features();
    double sum = 0;
    for (double column : plain.summary().columnSums) {
      sum += column;
    }
    for (int j = 0; j < plain.rank(); j++) {
      sum -= plain.sums().sums[j] * plain.partSum(j);
    }
    double mean = sum / entries / largest;
    double square = plain.squaredError() / entries / (largest * largest);
    double least = errorPrecision * errorPrecision / 12;
    double variance = Math.max(square - mean * mean, least);
    return entries
        * (0.5 * Math.log(2 * Math.PI * Math.E * variance) - Math.log(errorPrecision))
        / LN2;
  }
}
