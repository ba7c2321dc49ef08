package io.github.paenmf.core.fitted;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Posteriors of some training rows, to draw new rows like them.
 *
 * @param count number of rows, at most {@link #MOST}; 0 when none are kept
 * @param rank r
 * @param scale lambda, count x r, row after row, all above 0
 * @param shape k, count x r, all above 0
 * @param weight of every row, above 0; null when all weights are 1
 */
public record StoredPosteriors(int count, int rank, float[] scale, float[] shape, float[] weight)
    implements Serializable {

  /** Most rows that a model keeps. */
  public static final int MOST = 2000;

  /** Checks the shapes. */
  public StoredPosteriors {
    if (count < 0
        || count > MOST
        || scale.length != count * rank
        || shape.length != count * rank
        || (weight != null && weight.length != count)) {
      throw new IllegalArgumentException(
          "posteriors of %d rows (at most %d) and rank %d got %d scales and %d shapes"
              .formatted(count, MOST, rank, scale.length, shape.length));
    }
  }

  /** No rows kept. */
  public static StoredPosteriors none(int rank) {
    return new StoredPosteriors(0, rank, new float[0], new float[0], null);
  }

  /** The posterior of one row. */
  public RowPosterior row(int index) {
    int from = index * rank;
    return new RowPosterior(
        Arrays.copyOfRange(scale, from, from + rank), Arrays.copyOfRange(shape, from, from + rank));
  }
}
