package io.github.paenmf.core.latent;

import java.io.Serializable;

/**
 * Everything fixed about the latents: lambda = f(clamp(a)) + scaleFloor, k = g(clamp(c)) +
 * shapeFloor, and the Weibull(k0, lambda0) prior. Outside its clamp a pre-activation has zero
 * gradient.
 *
 * @param scaleActivation f
 * @param shapeActivation g
 * @param scaleFloor added to f, at least 0
 * @param shapeFloor added to g, at least 0
 * @param scaleMin lower clamp of a
 * @param scaleMax upper clamp of a
 * @param shapeMin lower clamp of c
 * @param shapeMax upper clamp of c
 * @param priorShape k0 &gt; 0
 * @param priorScale lambda0 &gt; 0
 */
public record LatentSpec(
    Activation scaleActivation,
    Activation shapeActivation,
    float scaleFloor,
    float shapeFloor,
    float scaleMin,
    float scaleMax,
    float shapeMin,
    float shapeMax,
    double priorShape,
    double priorScale)
    implements Serializable {

  /**
   * Shape floor for a prior of shape 1 or more. A posterior concentrates, so its shape is hardly
   * ever below the prior's; but the moments of a shape near 0 are astronomical, and one held-out
   * row whose shape the linear encoder extrapolates there would outweigh a whole table.
   */
  private static final double SHAPE_FLOOR = 0.5;

  /**
   * The default: softplus8 with floor 1e-3 for the scale, exp for the shape with a floor of half
   * the prior's shape but at most 0.5, clamps that keep rows unlike the training rows finite.
   */
  public static LatentSpec recommended(double priorShape, double priorScale) {
    return new LatentSpec(
        Activation.SOFTPLUS8,
        Activation.EXP,
        1e-3f,
        (float) (SHAPE_FLOOR * Math.min(1, priorShape)),
        -1e3f,
        1e6f,
        -10f,
        (float) Math.log(1e4),
        priorShape,
        priorScale);
  }

  /**
   * As the paper has it, ReLU twice, with the floors (1e-2 and 1) without which its objective is
   * infinite.
   */
  public static LatentSpec paper(double priorShape, double priorScale) {
    return new LatentSpec(
        Activation.RELU,
        Activation.RELU,
        1e-2f,
        1f,
        -1e3f,
        1e6f,
        -1e3f,
        1e4f,
        priorShape,
        priorScale);
  }
}
