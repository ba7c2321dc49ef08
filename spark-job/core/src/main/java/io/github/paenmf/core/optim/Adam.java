package io.github.paenmf.core.optim;

import java.io.Serializable;

/** Adam (Kingma and Ba, 2015) on one flat vector of parameters. */
public final class Adam implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final double EPSILON = 1e-12;

  private final double firstDecay;
  private final double secondDecay;
  private final float[] first;
  private final float[] second;
  private int steps;

  /**
   * Moments at zero.
   *
   * @param length number of parameters
   * @param firstDecay decay of the gradient's mean, in [0, 1)
   * @param secondDecay decay of the squared gradient's mean, in [0, 1)
   */
  public Adam(int length, double firstDecay, double secondDecay) {
    this(new float[length], new float[length], 0, firstDecay, secondDecay);
  }

  /** Moments as they were saved. */
  public Adam(float[] first, float[] second, int steps, double firstDecay, double secondDecay) {
    this.first = first;
    this.second = second;
    this.steps = steps;
    this.firstDecay = firstDecay;
    this.secondDecay = secondDecay;
  }

  /**
   * One step.
   *
   * @param parameters not changed
   * @param gradient at the parameters
   * @param stepSize length of the step where gradients keep their sign
   * @return the parameters after the step
   */
  public float[] step(float[] parameters, float[] gradient, double stepSize) {
    steps++;
    double firstBias = 1 - Math.pow(firstDecay, steps);
    double secondBias = 1 - Math.pow(secondDecay, steps);
    float[] moved = new float[parameters.length];
    for (int i = 0; i < moved.length; i++) {
      double g = gradient[i];
      first[i] = (float) (firstDecay * first[i] + (1 - firstDecay) * g);
      second[i] = (float) (secondDecay * second[i] + (1 - secondDecay) * g * g);
      double mean = first[i] / firstBias;
      double root = Math.sqrt(second[i] / secondBias);
      moved[i] = (float) (parameters[i] - stepSize * mean / (root + EPSILON));
    }
    return moved;
  }

  /** Steps taken. */
  public int steps() {
    return steps;
  }

  /** Decay of the gradient's mean. */
  public double firstDecay() {
    return firstDecay;
  }

  /** Decay of the squared gradient's mean. */
  public double secondDecay() {
    return secondDecay;
  }

  /** Running mean of the gradient. */
  public float[] first() {
    return first;
  }

  /** Running mean of the squared gradient. */
  public float[] second() {
    return second;
  }

  /** The same moments in arrays of their own. */
  public Adam copy() {
    return new Adam(first.clone(), second.clone(), steps, firstDecay, secondDecay);
  }
}
