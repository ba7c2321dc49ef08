package io.github.paenmf.core.latent;

/**
 * The prior's constants as the stages use them, in float32.
 *
 * @param shape k0
 * @param inverseShape 1/k0
 * @param scale lambda0
 * @param inverseScale 1/lambda0
 */
record PriorTerms(float shape, float inverseShape, float scale, float inverseScale) {

  static PriorTerms of(LatentSpec spec) {
    return new PriorTerms(
        (float) spec.priorShape(),
        (float) (1 / spec.priorShape()),
        (float) spec.priorScale(),
        (float) (1 / spec.priorScale()));
  }

  /** Whether (lambda/lambda0)^k0 is plain lambda/lambda0. */
  boolean exponential() {
    return shape == 1f;
  }
}
