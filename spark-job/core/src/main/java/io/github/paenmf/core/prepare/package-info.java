/**
 * Preparation of one data point at a time: the arithmetic of scaling, logarithms, library size,
 * gaps and feature choice. A fitted step holds every number it needs, describes itself as plain
 * values for JSON, and can be undone where that makes sense.
 */
package io.github.paenmf.core.prepare;
