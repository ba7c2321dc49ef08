package io.github.paenmf.cuda.kernel;

/**
 * Vectors of length m that rows are multiplied with: parts, whitening directions, or the encoder's
 * coefficients where it reads rows.
 *
 * @param vectors address of width vectors, one after the other
 * @param table address of the same by features, m x width row-major, or 0 for dense slabs
 * @param width number of vectors
 */
record Directions(long vectors, long table, int width) {}
