package io.github.paenmf.core.reference;

/**
 * The objective at given weights, every intermediate result, and the gradients. Sums are over rows,
 * each times its weight; per-row and per-latent values are without it.
 *
 * @param latents the latents of the n rows and what the objective needs of them
 * @param reconstructionRows squared error over 2 sigma^2 of each row, with the variance term when
 *     the reading is EXPECTED; NaN in the Gram form, which has no single rows
 * @param klRows KL of each row, without klWeight
 * @param reconstruction weighted sum of reconstructionRows
 * @param kl weighted sum of klRows
 * @param objective reconstruction + klWeight kl
 * @param gradients of the objective by the weights
 */
public record Evaluation(
    ReferenceLatents latents,
    double[] reconstructionRows,
    double[] klRows,
    double reconstruction,
    double kl,
    double objective,
    ReferenceWeights gradients) {}
