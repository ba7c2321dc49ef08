package io.github.paenmf.spark.source;

import java.io.Serializable;

/**
 * How the features of wide sums are cut.
 *
 * @param features m
 * @param count number of slices, at most m
 */
record FeatureSlices(int features, int count) implements Serializable {

  /** A slice that is worked on, or on its way to the driver, is not to be felt. */
  private static final long LARGEST = 4L << 20;

  /** Below this a slice is not worth a task, unless the sums themselves must be smaller. */
  private static final long SMALLEST = 1L << 20;

  /**
   * Slices of a size that lets a task hold those of all partitions.
   *
   * @param features m
   * @param wideBytes of the sums, above {@code maxBytes}
   * @param maxBytes from which on sums are cut, above 0
   * @param partitions whose slices come together in a task
   */
  static FeatureSlices of(int features, long wideBytes, long maxBytes, int partitions) {
    long share = Math.max(SMALLEST, 4 * maxBytes / partitions);
    long bytes = Math.max(1, Math.min(Math.min(LARGEST, share), maxBytes));
    return new FeatureSlices(features, (int) Math.min(features, (wideBytes - 1) / bytes + 1));
  }

  /** First feature of a slice; that of the slice behind the last is m. */
  int from(int slice) {
    return (int) ((long) slice * features / count);
  }
}
