/**
 * Special functions in float32 on the intervals that the model uses, each with a tested error
 * bound.
 */
package io.github.paenmf.core.special;
