package io.github.paenmf.bench.round;

/**
 * Nanoseconds of what is measured between rounds, so that both have the machine of the same moment.
 *
 * @param products the two products over X as training makes them
 * @param openBlas the same by OpenBLAS
 * @param square the product of 2048 x 2048
 */
record Beside(long products, long openBlas, long square) {}
