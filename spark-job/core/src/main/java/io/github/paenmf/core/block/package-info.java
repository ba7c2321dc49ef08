/**
 * Blocks of data points: a few hundred rows of the table in one dense or compressed-sparse-row
 * array.
 */
package io.github.paenmf.core.block;
