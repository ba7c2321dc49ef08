/** Benchmarks of the latents' elementwise arithmetic. */
package io.github.paenmf.bench.latent;
