/**
 * The whole objective in float64, written to be read: the yardstick for golden values, finite
 * differences and every faster kernel. Nothing in training depends on it.
 */
package io.github.paenmf.core.reference;
