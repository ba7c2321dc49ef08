package io.github.paenmf.core.pass;

import java.io.Serializable;

/**
 * The standardisation of the extra inputs: (x - mean) / deviation, of mean 0 and variance 1 over
 * the training rows.
 *
 * @param mean of every input, e
 * @param deviation of every input, e, all above 0; 1 for an input that never changes
 */
public record ExogenousScaling(float[] mean, float[] deviation) implements Serializable {

  /** From the sums over all rows. */
  public static ExogenousScaling of(ExogenousStatistics sums) {
    int count = sums.sums.length;
    float[] mean = new float[count];
    float[] deviation = new float[count];
    for (int e = 0; e < count; e++) {
      double average = sums.sums[e] / sums.weight;
      double variance = sums.squares[e] / sums.weight - average * average;
      mean[e] = (float) average;
      float root = (float) Math.sqrt(Math.max(0, variance));
      // Below the rounding error of the mean the input is a constant.
      deviation[e] = root > 1e-6f * Math.abs(mean[e]) && root > 0 ? root : 1f;
    }
    return new ExogenousScaling(mean, deviation);
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
