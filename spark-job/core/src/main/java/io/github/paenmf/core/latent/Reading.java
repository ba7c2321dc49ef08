package io.github.paenmf.core.latent;

/** How a Weibull(k, lambda) latent is read into a coefficient h. */
public enum Reading {
  /** A draw: h = lambda (-ln eps)^(1/k). */
  RANDOM,
  /** The median: h = lambda (ln 2)^(1/k). */
  MEDIAN,
  /** The exact expectation over the posterior: mean of h, and its variance as a penalty. */
  EXPECTED
}
