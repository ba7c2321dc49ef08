package io.github.paenmf.core.rank;

import io.github.paenmf.core.block.BlockSelection;
import io.github.paenmf.core.pass.NmfPass;
import io.github.paenmf.core.train.NmfRound;
import io.github.paenmf.core.train.StatisticsSource;
import java.util.Arrays;

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

  /** Precisions tried where the best is wanted: ten to the power of -5 to -1, eight a decade. */
  private static final int DECADES = 4;

  private static final int STEPS = 8;

  private final double[] factorPrecisions;
  private final double errorPrecision;
  private final boolean rounded;

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
    this.factorPrecisions = new double[] {factorPrecision};
    this.errorPrecision = errorPrecision;
    this.rounded = false;
  }

  private PaperLength(double[] factorPrecisions, double errorPrecision) {
    this.factorPrecisions = factorPrecisions;
    this.errorPrecision = errorPrecision;
    this.rounded = true;
  }

  /**
   * The length at the precision d of the factors that makes it least at each rank. Rounding to d
   * adds d^2/12 to the variance of the errors; without that the coarsest would always be the best.
   *
   * @param errorPrecision of the entries of E, in units of the table's largest value
   */
  public static PaperLength atBestPrecision(double errorPrecision) {
    double[] tried = new double[DECADES * STEPS + 1];
    for (int i = 0; i < tried.length; i++) {
      tried[i] = Math.pow(10, -1 - (double) i / STEPS);
    }
    return new PaperLength(tried, errorPrecision);
  }

  @Override
  public String name() {
    return rounded ? "mdl at its best precision" : "mdl";
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
    double[] floors = Arrays.stream(factorPrecisions).map(d -> d / 2).toArray();
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
          rows.run(new LogarithmPass(nmf, factors, floors), "logarithms of coefficients");
      double bits = Double.POSITIVE_INFINITY;
      for (int f = 0; f < floors.length; f++) {
        double precision = factorPrecisions[f];
        bits =
            Math.min(
                bits,
                gammaBits(h.count, h.values[f] / h.count, h.logarithms[f] / h.count, precision)
                    + partsBits(plain, balance, precision)
                    + errorBits(plain, largest, rounded ? precision : 0));
      }
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

  private static double partsBits(PlainFactors plain, double[] balance, double precision) {
    double floor = precision / 2;
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
    return gammaBits(entries, sum / entries, logSum / entries, precision);
  }

  private static double gammaBits(double entries, double mean, double meanLog, double precision) {
    double density = GammaFit.of(mean, meanLog).meanLogDensity();
    return -entries * (density + Math.log(precision)) / LN2;
  }

  /** - sum log2[d N(e)] at the mean and variance of the errors, rounding of the factors added. */
  private double errorBits(PlainFactors plain, double largest, double rounding) {
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
    double variance = Math.max(square - mean * mean, least) + rounding * rounding / 12;
    return entries
        * (0.5 * Math.log(2 * Math.PI * Math.E * variance) - Math.log(errorPrecision))
        / LN2;
  }
}
