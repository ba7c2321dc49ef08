package io.github.paenmf.job.fit;

/**
 * The numbers of a fit, or of a model on other rows; all exact, on the scaled table.
 *
 * @param n number of data points
 * @param m number of features
 * @param rank number of parts
 * @param negativeElbo per row in nats, Gaussian constant included
 * @param objective reconstruction + klWeight * kl
 * @param reconstruction summed squared error over 2 sigma^2
 * @param kl summed divergence from the prior
 * @param relativeError ||X - H W_f'|| / ||X|| with median h
 * @param noiseVariance sigma^2
 */
public record Figures(
    long n,
    int m,
    int rank,
    double negativeElbo,
    double objective,
    double reconstruction,
    double kl,
    double relativeError,
    double noiseVariance) {}
