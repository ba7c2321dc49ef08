/** Tests of the choice of rank on tables of known rank. */
package io.github.paenmf.bench.rank;
