/** Rates of the two products over X, dense and sparse, against the machine's own limits. */
package io.github.paenmf.bench.products;
