package io.github.paenmf.core.train;

/**
 * Bytes that a fit sends out and brings back in its largest passes, worked out from sizes alone: a
 * fit that can't fit can then be refused before it begins.
 *
 * @param inputs q, encoder inputs
 * @param directions of the range finder
 * @param passBytes the most that a pass takes along to every executor
 * @param sumsBytes the most that one partition brings back from a pass
 * @param wideBytes of the longest array in them, which has a column for every feature
 * @param stateBytes what the driver keeps between two rounds when everything stays in memory
 * @param slicedStateBytes the same when directions and weights that wait are on the scratch disk
 */
public record TrainingSizes(
    int inputs,
    int directions,
    long passBytes,
    long sumsBytes,
    long wideBytes,
    long stateBytes,
    long slicedStateBytes) {

  /** No array of the JVM is longer. */
  private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  /**
   * The sizes of a fit with the default solver, which keeps the weights of the present, the last,
   * the best and the safe round.
   *
   * @param rows n
   * @param features m
   * @param rank r
   * @throws IllegalArgumentException when an array of r x m, or of directions x m, is longer than
   *     the JVM allows
   */
  public static TrainingSizes of(long rows, int features, int rank) {
    long smaller = Math.min(rows, features);
    int inputs = RangePhase.inputs(rank, smaller);
    int directions = RangePhase.directions(rank, smaller);
    long widest = Math.max(directions, rank);
    if (widest * features > LONGEST_ARRAY) {
      throw new IllegalArgumentException(
          "rank %d with %d features needs an array of %d x %d values, at most %d are possible: lower the rank or select features"
              .formatted(rank, features, widest, features, LONGEST_ARRAY));
    }
    long parts = 4L * rank * features;
    long encoder = 8L * rank * inputs;
    long range = 4L * directions * features;
    long whitening = 4L * inputs * features;
    long pass = Math.max(range, parts + encoder);
    long squares = 8L * directions * directions + 16L * rank * rank;
    long sums = Math.max(range, parts + 2 * encoder) + squares;
    return new TrainingSizes(
        inputs,
        directions,
        pass,
        sums,
        Math.max(range, parts),
        whitening + 4 * (parts + encoder) + 8L * features,
        parts + 4 * encoder + 8L * features);
  }
}
