/**
 * Probabilistic non-negative matrix factorisation without Spark: the model, its arithmetic and its
 * training loop. Sub-packages depend on each other in one direction only, from {@code train} down
 * to {@code block} and {@code special}.
 */
package io.github.paenmf.core;
