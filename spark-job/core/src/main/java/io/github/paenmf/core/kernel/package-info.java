/** The per-block arithmetic of a round: the products over X and the small products around them. */
package io.github.paenmf.core.kernel;
