/** A real sparse table: the fit, and the same fit with every zero stored. */
package io.github.paenmf.bench.cells;
