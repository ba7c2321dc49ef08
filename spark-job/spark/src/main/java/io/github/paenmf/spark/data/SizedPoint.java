package io.github.paenmf.spark.data;

import io.github.paenmf.core.block.DataPoint;
import java.io.Serializable;

/**
 * A data point with its length, which a sparse one does not know itself.
 *
 * @param features length of the vector
 * @param point the data point
 */
public record SizedPoint(int features, DataPoint point) implements Serializable {}
