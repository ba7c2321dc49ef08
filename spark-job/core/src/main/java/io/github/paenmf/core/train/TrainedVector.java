package io.github.paenmf.core.train;

import io.github.paenmf.core.model.EncoderVector;
import io.github.paenmf.core.model.Weights;
import java.util.Arrays;

/**
 * Everything that training changes as one flat vector, for solvers that move all of it along one
 * direction: the encoder, the parts and, when it is learned, the noise variance.
 *
 * <p>Parts are counted in norms of a typical row and the noise variance as sqrt(m/2) ln sigma^2, so
 * that the table's units do not matter and curvatures are of one order.
 */
final class TrainedVector {

  private final int encoder;
  private final int parts;
  private final int features;
  private final double unit;
  private final boolean noise;

  /**
   * The layout of the vector.
   *
   * @param round of which weights and table are taken
   * @param noise whether the noise variance is part of the vector
   */
  TrainedVector(Round round, boolean noise) {
    Weights weights = round.weights();
    this.encoder = EncoderVector.length(weights.rank(), weights.inputs());
    this.parts = weights.parts().length;
    this.features = weights.features();
    this.unit = Math.sqrt(round.table().squaredNorm / round.rows());
    this.noise = noise;
  }

  private int length() {
    return encoder + parts + (noise ? 1 : 0);
  }

  /** The vector of these weights. */
  double[] of(Weights weights) {
    double[] flat = new double[length()];
    float[] first = EncoderVector.of(weights);
    for (int i = 0; i < encoder; i++) {
      flat[i] = first[i];
    }
    for (int i = 0; i < parts; i++) {
      flat[encoder + i] = weights.parts()[i] / unit;
    }
    if (noise) {
      flat[encoder + parts] = Math.sqrt(0.5 * features) * Math.log(weights.noiseVariance());
    }
    return flat;
  }

  /** The weights a step away, parts projected to be non-negative. */
  Weights moved(Weights from, float[] direction, double step) {
    float[] first = EncoderVector.of(from);
    for (int i = 0; i < encoder; i++) {
      first[i] += (float) (step * direction[i]);
    }
    float[] moved = new float[parts];
    for (int i = 0; i < parts; i++) {
      moved[i] = (float) Math.max(0, from.parts()[i] + step * unit * direction[encoder + i]);
    }
    Weights weights = EncoderVector.into(from.withParts(moved), first);
    if (!noise) {
      return weights;
    }
    double change = step * direction[encoder + parts] / Math.sqrt(0.5 * features);
    return weights.withNoiseVariance(from.noiseVariance() * Math.exp(change));
  }

  /** Gradient of the round's objective per row in its own reading. */
  double[] gradient(Round round) {
    double[] flat = new double[length()];
    float[] first = round.encoderGradient();
    for (int i = 0; i < encoder; i++) {
      flat[i] = first[i];
    }
    double[] slope = partsGradient(round);
    for (int i = 0; i < parts; i++) {
      flat[encoder + i] = unit * slope[i];
    }
    if (noise) {
      double share =
          round.squaredError() / (round.rows() * features * round.weights().noiseVariance());
      flat[encoder + parts] = Math.sqrt(0.5 * features) * (1 - share);
    }
    return flat;
  }

  /** Guess of the diagonal of that objective's Hessian. */
  double[] curvature(Round round, double klWeight) {
    Weights weights = round.weights();
    int rank = weights.rank();
    int inputs = weights.inputs();
    double noise = weights.noiseVariance();
    double[] flat = new double[length()];
    double[] penalty = EncoderNewton.variancePenalty(round);
    double[] variances = round.variances();
    int shape = rank * inputs + rank;
    for (int j = 0; j < rank; j++) {
      double scale =
          round.gram()[j * rank + j] / noise + EncoderNewton.scaleCurvature(klWeight, penalty[j]);
      double ofShape = EncoderNewton.shapeCurvature(klWeight, penalty[j]);
      Arrays.fill(flat, j * inputs, (j + 1) * inputs, scale);
      flat[rank * inputs + j] = scale;
      Arrays.fill(flat, shape + j * inputs, shape + (j + 1) * inputs, ofShape);
      flat[shape + rank * inputs + j] = ofShape;
      double moment = round.sums().hth[j * rank + j] + (variances == null ? 0 : variances[j]);
      Arrays.fill(
          flat,
          encoder + j * features,
          encoder + (j + 1) * features,
          Math.max(unit * unit * moment / (round.rows() * noise), Double.MIN_NORMAL));
    }
    if (this.noise) {
      flat[encoder + parts] = 1;
    }
    return flat;
  }

  /** Sets to 0 what the bound holds: entries of parts at 0 that the gradient would make smaller. */
  void release(double[] vector, Weights at, double[] gradient) {
    for (int i = 0; i < parts; i++) {
      if (at.parts()[i] <= 0 && gradient[encoder + i] > 0) {
        vector[encoder + i] = 0;
      }
    }
  }

  /** (W_f (H'H) - X'H) / (n sigma^2), r x m. */
  static double[] partsGradient(Round round) {
    Weights weights = round.weights();
    int rank = weights.rank();
    int features = weights.features();
    double factor = 1 / (round.rows() * weights.noiseVariance());
    double[] variances = round.variances();
    double[] gradient = new double[rank * features];
    float[] xth = round.made().values();
    double[] product = new double[features];
    for (int j = 0; j < rank; j++) {
      Arrays.fill(product, 0);
      for (int l = 0; l < rank; l++) {
        double moment = round.sums().hth[j * rank + l];
        if (l == j && variances != null) {
          moment += variances[j];
        }
        for (int t = 0; t < features; t++) {
          product[t] += moment * weights.parts()[l * features + t];
        }
      }
      for (int t = 0; t < features; t++) {
        int at = j * features + t;
        gradient[at] = factor * (product[t] - xth[at]);
      }
    }
    return gradient;
  }
}
