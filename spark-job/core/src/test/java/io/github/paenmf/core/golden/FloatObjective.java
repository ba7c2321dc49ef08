package io.github.paenmf.core.golden;

import io.github.paenmf.core.reference.ReferenceSettings;
import io.github.paenmf.core.reference.ReferenceWeights;

/** The objective and its gradients as a float32 kernel computes them. */
@FunctionalInterface
public interface FloatObjective {

  /** What is compared with the golden values. */
  record Result(double reconstruction, double kl, double objective, ReferenceWeights gradients) {}

  /**
   * Evaluates it.
   *
   * @param settings activations, prior, noise variance, reading
   * @param x data, n x m, rounded to float32 by the kernel
   * @param epsilon noise, n x r
   * @param weights the model, rounded to float32 by the kernel
   */
  Result evaluate(
      ReferenceSettings settings, double[][] x, double[][] epsilon, ReferenceWeights weights);
}
