/**
 * What one pass over the data computes: each {@link io.github.paenmf.core.pass.Pass} with the
 * statistics that it sums over rows.
 *
 * <p>A pass says what is asked of every block and carries the weights that it needs; a {@link
 * io.github.paenmf.core.pass.BlockKernel} does the arithmetic of one block; where the blocks live
 * and how their sums come together is the business of a statistics source.
 */
package io.github.paenmf.core.pass;
