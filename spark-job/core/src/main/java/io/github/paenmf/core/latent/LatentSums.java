package io.github.paenmf.core.latent;

/**
 * Sums over the rows of a tile, each row times its weight, accumulated in double in a fixed order.
 *
 * @param kl sum of the KL divergences of all (row, part) pairs, in nats; klWeight is not applied
 * @param variance sum of Var(h) for every part; empty unless the reading is EXPECTED or moments
 *     were asked for
 * @param partKl sum of the KL divergence for every part; empty like the variances
 */
public record LatentSums(double kl, double[] variance, double[] partKl) {}
