package io.github.paenmf.core.fitted;

/**
 * What the model says of one row.
 *
 * @param coefficients posterior median of every latent, r
 * @param scale lambda, r
 * @param shape k, r
 * @param negativeElbo exact, in nats, with KL weight 1; NaN when it was not asked for
 * @param clipped whether a pre-activation lay outside its clamp: the row is unlike the training
 *     rows
 */
public record RowScore(
    float[] coefficients, float[] scale, float[] shape, double negativeElbo, boolean clipped) {}
