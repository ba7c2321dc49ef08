/**
 * The trained quantities: weights of the encoder and the parts, and what a fitted model tells about
 * a row.
 */
package io.github.paenmf.core.model;
