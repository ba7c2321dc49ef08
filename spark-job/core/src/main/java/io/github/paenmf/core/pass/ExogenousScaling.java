package io.github.paenmf.core.pass;

import java.io.Serializable;

/**
 * The standardisation of the extra inputs, (x - mean) / deviation, of mean 0 and variance 1 over
 * the training rows, and how they vary together with the scores that stand before them.
 *
 * @param mean of every input, e
 * @param deviation of every input, e, all above 0; 1 for an input that never changes
 * @param covariance of every standardised input with the q scores, then with the e standardised
 *     inputs, e x (q + e)
 */
public record ExogenousScaling(float[] mean, float[] deviation, float[] covariance)
    implements Serializable {

  /** An input that varies by less than this share of its mean is a constant in float32. */
  private static final double CONSTANT = 1e-6;

  /** From the sums over all rows. */
  static ExogenousScaling of(ExogenousStatistics sums) {
    int count = sums.sums.length;
    int scores = sums.scoreSums.length;
    int inputs = scores + count;
    double n = sums.weight;
    float[] mean = new float[count];
    float[] deviation = new float[count];
    boolean[] constant = new boolean[count];
    for (int e = 0; e < count; e++) {
      double average = sums.sums[e] / n;
      double variance = sums.products[e * inputs + scores + e] / n - average * average;
      double root = Math.sqrt(Math.max(0, variance));
      constant[e] = !(root > CONSTANT * Math.abs(average) && root >= Float.MIN_NORMAL);
      mean[e] = (float) average;
      deviation[e] = constant[e] ? 1f : (float) root;
    }
    float[] covariance = new float[count * inputs];
    for (int e = 0; e < count; e++) {
      for (int p = 0; p < inputs && !constant[e]; p++) {
        boolean score = p < scores;
        if (!score && constant[p - scores]) {
          continue;
        }
        double other = score ? sums.scoreSums[p] : sums.sums[p - scores];
        double unit = score ? 1 : deviation[p - scores];
        double joint = sums.products[e * inputs + p] / n - sums.sums[e] / n * (other / n);
        covariance[e * inputs + p] = (float) (joint / deviation[e] / unit);
      }
    }
    return new ExogenousScaling(mean, deviation, covariance);
  }

  /** e, number of extra inputs. */
  public int count() {
    return mean.length;
  }

  /** One input in units of its deviation from the mean. */
  public float standardised(int input, float value) {
    return (value - mean[input]) / deviation[input];
  }
}
