package io.github.paenmf.core.train;

import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.model.EncoderVector;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.ExogenousScaling;
import io.github.paenmf.core.pass.ObjectiveFigures;
import io.github.paenmf.core.pass.SummaryStatistics;
import io.github.paenmf.core.pass.TrainStatistics;

/**
 * One evaluated round: the weights, what the pass brought back at them, and the objective worked
 * out from it.
 *
 * @param weights where the pass evaluated
 * @param sums of the pass that are small
 * @param made what the solver's work has made of X'H, r x m
 * @param waiting the weights, for when a solver looks back at them
 * @param gram W_f'W_f, r x r
 * @param reading of the pass
 * @param table norm and weight of the table
 * @param exact whether the pass knows the exact objective
 * @param exogenous of the extra inputs that the encoder reads, or null
 */
record Round(
    Weights weights,
    TrainStatistics sums,
    RowMatrix made,
    WaitingWeights waiting,
    double[] gram,
    Reading reading,
    SummaryStatistics table,
    boolean exact,
    ExogenousScaling exogenous) {

  /** n, the sum of the rows' weights. */
  double rows() {
    return table.weight;
  }

  /**
   * Sum over rows of the squared error in the pass's own reading; in expectation when that is
   * expected.
   */
  double squaredError() {
    return reading == Reading.EXPECTED
        ? Gram.expectedSquaredError(table.squaredNorm, sums.ph, sums.hth, sums.variances, gram)
        : Gram.squaredError(table.squaredNorm, sums.ph, sums.hth, gram);
  }

  /** The exact negativeElbo per row in nats, or NaN when the pass does not know it. */
  double negativeElbo() {
    return exactObjective(1);
  }

  /**
   * The objective in the round's own reading, per row in nats, with the Gaussian constant.
   *
   * @param klWeight beta
   */
  double objective(double klWeight) {
    return objective(squaredError(), klWeight);
  }

  /**
   * The objective in expectation, per row in nats, with the Gaussian constant; NaN when the pass
   * does not know it.
   *
   * @param klWeight beta
   */
  double exactObjective(double klWeight) {
    if (!exact) {
      return Double.NaN;
    }
    double error =
        reading == Reading.EXPECTED
            ? squaredError()
            : Gram.expectedSquaredError(
                table.squaredNorm, sums.meanPh, sums.meanGram, sums.variances, gram);
    return objective(error, klWeight);
  }

  private double objective(double error, double klWeight) {
    double noise = weights.noiseVariance();
    return (error / (2 * noise) + klWeight * sums.kl) / rows()
        + ObjectiveFigures.gaussianConstant(weights.features(), noise);
  }

  /**
   * What the objective may rise by rounding alone, in nats a row. Counted as a rise it would let
   * the order of additions, and so the number of partitions, decide when momentum restarts, and on
   * a table that the parts meet exactly nothing but rounding would count.
   */
  double rounding() {
    return LearnedNoise.rounding(table) / (2 * weights.noiseVariance() * rows());
  }

  /** Whether everything that a step needs is a number. */
  boolean finite() {
    return Double.isFinite(squaredError())
        && Double.isFinite(sums.kl)
        && (!exact || Double.isFinite(negativeElbo()));
  }

  /** Gradient of the objective per row with respect to the encoder, as one flat vector. */
  float[] encoderGradient() {
    float[] flat =
        EncoderVector.join(
            sums.scaleGradient,
            Gram.toFloat(sums.scaleBiasGradient),
            sums.shapeGradient,
            Gram.toFloat(sums.shapeBiasGradient));
    // In float32, which divides many values at once; the bits are those of a division in double
    // wherever n is a float.
    float n = (float) rows();
    for (int i = 0; i < flat.length; i++) {
      flat[i] /= n;
    }
    return flat;
  }

  /** Sums of variances that the reading adds to the diagonal of H'H, or null. */
  double[] variances() {
    return reading == Reading.EXPECTED ? sums.variances : null;
  }
}
