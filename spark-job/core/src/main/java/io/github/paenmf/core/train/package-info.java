/**
 * The training loop, written once for in-process and distributed data: phases that turn statistics
 * into the next weights.
 *
 * <p>The phases are summary, range, start, warm, ridge, train and evaluate. Every step reads and
 * writes one {@link io.github.paenmf.core.train.TrainingState}, so that a fit can stop and go on
 * between any two passes.
 */
package io.github.paenmf.core.train;
