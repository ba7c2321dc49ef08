/**
 * The Weibull latent: activations, prior, the three readings, noise, Kullback-Leibler divergence
 * and derivatives.
 */
package io.github.paenmf.core.latent;
