package io.github.paenmf.job.fit;

/**
 * What the user may set of a fit; {@code null} leaves the estimator's default.
 *
 * @param rank number of parts r
 * @param maxIter most training rounds
 * @param initSteps warm-start rounds
 * @param tol relative change of negativeElbo that ends training
 * @param seed of all noise
 * @param noiseVariance fixed Gaussian error variance in scaled units; {@code null} learns it
 * @param solver how weights are trained
 * @param source where statistics are computed: auto, in-process or distributed
 */
public record FitSettings(
    int rank,
    Integer maxIter,
    Integer initSteps,
    Double tol,
    long seed,
    Double noiseVariance,
    String solver,
    String source) {}
