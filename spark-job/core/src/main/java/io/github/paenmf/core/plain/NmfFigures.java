package io.github.paenmf.core.plain;

import java.io.Serializable;

/**
 * How well given parts explain given rows, every row with its best non-negative coefficients.
 *
 * @param rows number of rows
 * @param features m
 * @param rank r
 * @param relativeError ||X - H W_f'|| / ||X||, 0 for a table of zeros
 * @param meanSquaredError squared error per entry, in squared units of the features
 */
public record NmfFigures(
    long rows, int features, int rank, double relativeError, double meanSquaredError)
    implements Serializable {}
